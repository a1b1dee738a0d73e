"""What can be found and by whom, how it is ranked, and the engines behind one interface."""
