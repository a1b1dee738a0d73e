"""How people come in: invited, by a list, or by asking."""
