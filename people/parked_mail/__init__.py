"""Mails that were given up: what staff of the programme know of them, and what becomes of them."""
