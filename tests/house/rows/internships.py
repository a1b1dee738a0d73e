"""Who may open what of placements, and what is posted there to change something."""

from tests.house.table import Door, Row

ROWS: list[Row] = []
DOORS: list[Door] = []
