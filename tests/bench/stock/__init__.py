"""Wagtail's own search as a stock site has it: the yardstick of ./peerhall bench --search."""
