"""Boards where one asks and is answered, and how they are looked after."""
