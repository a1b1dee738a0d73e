"""Who may open what of the duty to pass it on, and what is posted there to change something."""

from tests.house.table import Door, Row

ROWS: list[Row] = []
DOORS: list[Door] = []
