"""Publishing to members: a newsletter, from the first words to who has read it."""
