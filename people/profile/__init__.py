"""What a person tells about themselves, and to whom."""
