"""Who may open where lessons travelled."""

from pages.pdf import can_make_pdf
from tests.house.table import ONLY_X, Door, Row, row

LESSON = "<language>/impact/lessons/<slug:kind>/<slug:number>/"
INSIDE = "404 404 404 200 404 200 404"
NOWHERE = "11111111-1111-4111-8111-111111111111"
PDF = "200" if can_make_pdf() else "404"


def of(place: str, number: str, answers: str = "200") -> list[Row]:
    """The page of a scope, its sheet and its PDF; `number` stands for the last part of `place`."""
    own = f"{place.partition('<')[0]}{number}/" if number else ""
    contact = "404" if answers == INSIDE else ""
    pdf = PDF if answers == "200" else answers.replace("200", PDF)
    return [
        row(f"<language>/impact/{place}", f"/en/impact/{own}", answers, contact=contact),
        row(
            f"<language>/impact/{place}file/<slug:form>/",
            f"/en/impact/{own}file/csv/",
            answers,
            contact=contact,
        ),
        row(f"<language>/impact/{place}pdf/", f"/en/impact/{own}pdf/", pdf, contact=contact),
    ]


ROWS: list[Row] = [
    row(LESSON, "/en/impact/lessons/library-item/{lesson_public}/", "200"),
    row(LESSON, "/en/impact/lessons/library-item/{lesson_of_x}/", ONLY_X),
    row(LESSON, f"/en/impact/lessons/library-item/{NOWHERE}/", "404"),
    row(LESSON, "/en/impact/lessons/mentorship/{pair_under_way_id}/", "404"),
    *of("", ""),
    row("<language>/impact/", "/en/impact/?year=2025", "200"),
    row("<language>/impact/", "/en/impact/?year=x", "400"),
    row("<language>/impact/", "/en/impact/?year=9999", "404"),
    row("<language>/impact/file/<slug:form>/", "/en/impact/file/xlsx/", "200"),
    row("<language>/impact/file/<slug:form>/", "/en/impact/file/exe/", "404"),
    *of("themes/<slug:number>/", "markets"),
    *of("themes/<slug:number>/", "nothing", "404"),
    *of("partnerships/<uuid:number>/", "{partnership_id}"),
    *of("partnerships/<uuid:number>/", "{partnership_closed_id}", INSIDE),
    *of("plans/<uuid:number>/", "{plan_agreed_id}"),
    *of("plans/<uuid:number>/", "{plan_draft_id}", "404"),
    *of("associations/<int:number>/", "{x_id}"),
    *of("associations/<int:number>/", "{town_of_x_id}", "404"),
]
DOORS: list[Door] = []
