"""What a whole deployment bears: `python -m tests.load`."""
