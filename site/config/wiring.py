"""The one place where two sibling rooms are joined, by signals. The library has no sibling yet."""
