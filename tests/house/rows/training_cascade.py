"""Who may open how far a course travelled."""

from tests.house.table import Door, Row, row

ROWS: list[Row] = [
    row("<language>/courses/<int:pk>/cascade/", "/en/courses/{cascade_course_id}/cascade/", "200"),
    row("<language>/courses/<int:pk>/cascade/", "/en/courses/987654/cascade/", "404"),
    row(
        "<language>/courses/<int:pk>/cascade/file/<slug:kind>/",
        "/en/courses/{cascade_course_id}/cascade/file/csv/",
        "200",
    ),
    row(
        "<language>/courses/<int:pk>/cascade/<uuid:event>/",
        "/en/courses/{cascade_course_id}/cascade/{cascade_event_id}/",
        "200",
    ),
    row("<language>/training/figures/", "/en/training/figures/", "404 404 404 404 404 200 404"),
    row(
        "<language>/training/figures/<int:organisation>/",
        "/en/training/figures/{x_id}/",
        "404 404 404 200 404 200 404",
    ),
]
DOORS: list[Door] = []
