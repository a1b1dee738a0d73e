"""What came of a text where somebody tried it: filed in two minutes, then confirmed."""
