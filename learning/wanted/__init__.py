"""In which languages readers ask for a text."""
