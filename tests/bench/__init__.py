"""What the README states in figures, measured: `./peerhall bench`."""
