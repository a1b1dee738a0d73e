"""The member benefit statement: what a member gave and received in a year."""
