"""Who may open what of the duty to pass it on, and what is posted there to change something."""

from tests.house.table import SIGNED_IN, Door, Row, row

DUTIES = "<language>/duties/"
# Whose it is, who edits for their association, and the programme; administrators see none.
SEEN = "login 404 200 200 404 200 404"
OWN = "login 404 200 404 404 404 404"
OWN_LATE = "login 404 409 404 404 404 404"
KEEPER = "login 404 404 200 404 404 404"
WAIVES = "login 404 404 200 404 200 404"
WAIVES_LATE = "login 404 404 409 404 409 404"
FIGURES = "login 404 200 200 404 200 200"


def at(door: str, thing: str, answers: str, *, is_post: bool = False) -> Row:
    """A row for one duty of the world; the contact in X has nothing to do with it."""
    return row(
        f"{DUTIES}<uuid:pk>/{door}",
        f"/en/duties/{{duty_{thing}}}/{door}",
        answers,
        is_post=is_post,
        contact="404",
    )


ROWS: list[Row] = [
    row(DUTIES, "/en/duties/", SIGNED_IN),
    row(f"{DUTIES}session/", "/en/duties/session/", SIGNED_IN),
    *[at("", thing, SEEN) for thing in ("open", "waiting", "waived", "kept")],
    at("evidence/", "open", OWN),
    at("evidence/", "waived", OWN_LATE),
    at("evidence/", "kept", OWN_LATE),
    at("waive/", "open", WAIVES),
    at("waive/", "kept", WAIVES_LATE),
    at("draft/", "kept", OWN_LATE, is_post=True),
    row(
        f"{DUTIES}evidence/<uuid:pk>/",
        "/en/duties/evidence/{evidence_waiting}/",
        KEEPER,
        contact="404",
    ),
    row(
        f"{DUTIES}evidence/<uuid:pk>/",
        "/en/duties/evidence/{evidence_decided}/",
        KEEPER,
        contact="404",
    ),
    row("<language>/pass-it-on/", "/en/pass-it-on/", "login 404 404 404 404 200 404"),
    row("<language>/pass-it-on/<int:pk>/", "/en/pass-it-on/{x_id}/", FIGURES, contact="404"),
]
DOORS: list[Door] = [
    Door(
        "/en/duties/session/",
        "member of X",
        {"what": "Fees", "held_on": "2026-01-05", "colleagues": "4"},
    ),
    Door("/en/duties/{duty_open}/draft/", "member of X", get=405),
    Door("/en/duties/{duty_open}/waive/", "editor of X", {"reason": "On leave"}),
    Door("/en/duties/evidence/{evidence_waiting}/", "editor of X", {"then": "confirm"}),
]
