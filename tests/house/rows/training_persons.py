"""Who may open who is perhaps one person, and what was merged."""

from tests.house.table import Door, Row, row

KEEPERS = "login 404 404 200 200 200 404"
KEEPERS_OF_X = "login 404 404 200 404 200 404"

ROWS: list[Row] = [
    row("<language>/training/persons/", "/en/training/persons/", KEEPERS),
    row("<language>/training/persons/merges/", "/en/training/persons/merges/", KEEPERS),
    row(
        "<language>/training/persons/<uuid:pk>/",
        "/en/training/persons/{resemblance_id}/",
        KEEPERS_OF_X,
    ),
    row(
        "<language>/training/persons/merges/<uuid:pk>/",
        "/en/training/persons/merges/{merge_id}/",
        KEEPERS_OF_X,
    ),
]
DOORS: list[Door] = [
    Door("/en/training/persons/{resemblance_id}/", "editor of X", {"then": "two"}),
    Door("/en/training/persons/merges/{merge_id}/", "editor of X"),
]
