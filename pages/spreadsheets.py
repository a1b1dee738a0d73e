"""Cells that a spreadsheet program takes for text and nothing else."""

# Signs by which a program takes a cell for a formula; a tab or a line break may hide one of them.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """`text` with an apostrophe before it where it could be a formula (safeguards U16)."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text
