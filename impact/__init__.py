"""Where lessons travelled: reads every room, writes none."""
