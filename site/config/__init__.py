"""Makes the rooms one site: settings, addresses, and the wiring that joins siblings."""
