"""Who may open what of saved searches and of what readers look for, and what is posted there."""

from tests.house.table import NOBODY_SIGNED_IN, SIGNED_IN, Door, Row, row

SEARCH = "<language>/search/"
OF_MEMBER = "login 200 404 404 404 404 404"
EDITORS = "login 404 404 200 200 200 200"
EDITORS_POST = "login 404 404 away away away away"
OF_PROGRAMME_POST = "login 404 404 404 404 away away"
SAVED = "/en/search/saved/{saved_search_id}/"


def of_gap(door: str, thing: str, answers: str) -> Row:
    """A row for a button beside words sought in vain."""
    address = f"/en/search/gaps/{{{thing}}}/{door}"
    return row(
        f"{SEARCH}gaps/<int:pk>/{door}",
        address,
        # Without a number nothing is settled.
        answers.replace("away", "400") if door == "done/" else answers,
        is_post=True,
        contact="404",
    )


ROWS: list[Row] = [
    row(f"{SEARCH}saved/", "/en/search/saved/", SIGNED_IN),
    row(f"{SEARCH}saved/new/", "/en/search/saved/new/", "login" + " away" * 6, is_post=True),
    row(f"{SEARCH}saved/<uuid:pk>/", SAVED, OF_MEMBER, contact="404"),
    row(
        f"{SEARCH}saved/<uuid:pk>/delete/",
        "/en/search/saved/{nothing}/delete/",
        NOBODY_SIGNED_IN,
        is_post=True,
    ),
    row(f"{SEARCH}gaps/", "/en/search/gaps/", EDITORS, contact="404"),
    of_gap("write/", "gap_id", EDITORS_POST),
    of_gap("write/", "gap_once_id", OF_PROGRAMME_POST),
    of_gap("done/", "gap_id", EDITORS_POST),
    of_gap("done/", "gap_once_id", OF_PROGRAMME_POST),
]
DOORS: list[Door] = [
    Door("/en/search/saved/new/", "member", {"q": "handcarts"}, get=405),
    Door(SAVED, "member", {"name": "For the council"}),
    Door(f"{SAVED}delete/", "member", get=405),
    Door("/en/search/gaps/{gap_id}/write/", "editor of X", get=405),
    Door("/en/search/gaps/{gap_id}/done/", "editor of X", {"times": "7"}, get=405),
]
