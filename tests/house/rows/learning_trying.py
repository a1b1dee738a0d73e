"""Who may open what of reports of what was tried and of wished-for translations, and what is
posted there to change something.
"""

from tests.house.table import BOARD_OF_X, NOBODY_SIGNED_IN, ONLY_X, SIGNED_IN, Door, Row, row

TRIED = "<language>/tried/<int:pk>/"
ONE = "<language>/tried/<uuid:pk>/"
# Roles:   V     M   MX  EX  EY  PE  AD
OWN_OF_X = "login 404 200 404 404 404 404"
DECIDES = "login 404 404 200 404 404 404"


def of(thing: str, door: str, answers: str, *, contact: str = "404") -> Row:
    """A door of one report of the world."""
    return row(f"{ONE}{door}", f"/en/tried/{{tried_{thing}}}/{door}", answers, contact=contact)


ROWS: list[Row] = [
    row(TRIED, "/en/tried/{public_id}/", "200"),
    row(TRIED, "/en/tried/{of_x_id}/", ONLY_X),
    row(f"{TRIED}report/", "/en/tried/{public_id}/report/", SIGNED_IN),
    row(f"{TRIED}report/", "/en/tried/{of_x_id}/report/", "login 404 200 200 404 200 200"),
    # Confirmed: as far as the text.
    of("standing", "", "200", contact="200"),
    of("of_x", "", BOARD_OF_X, contact="200"),
    # Its own people and who confirms it.
    of("waiting", "", "login 404 200 200 404 404 404"),
    of("back", "", "login 404 200 200 404 404 404"),
    of("hidden", "", "login 404 404 200 404 200 404", contact="200"),
    of("back", "update/", OWN_OF_X),
    of("waiting", "update/", "login 404 409 404 404 404 404"),
    of("standing", "update/", NOBODY_SIGNED_IN, contact="200"),
    of("waiting", "decide/", DECIDES),
    of("standing", "decide/", "login 404 404 away 404 404 404"),
    row("<language>/tried/waiting/", "/en/tried/waiting/", SIGNED_IN),
    of("waiting", "withdraw/", OWN_OF_X),
    of("standing", "withdraw/", NOBODY_SIGNED_IN, contact="200"),
    of("standing", "hide/", "login 404 404 404 404 200 404"),
    of("hidden", "hide/", "login 404 404 404 404 200 404"),
    # On the shelf of X; who edits for all of it.
    of("of_x", "hide/", "login 404 404 200 404 200 404"),
    # No move is named.
    row(
        "<language>/wanted/<int:pk>/",
        "/en/wanted/{public_id}/",
        "login 400 400 400 400 400 400",
        is_post=True,
    ),
    row(
        "<language>/wanted/<int:pk>/",
        "/en/wanted/{of_x_id}/",
        "login 404 400 400 404 400 400",
        is_post=True,
    ),
]
WORDS = {"outcome": "adopted", "change": "Nine rounds", "since": "2026-03"}
DOORS: list[Door] = [
    Door("/en/tried/{of_x_id}/report/", "contact in X", WORDS),
    Door("/en/tried/{tried_back}/update/", "member of X", WORDS),
    Door("/en/tried/{tried_standing}/update/", "contact in X", WORDS),
    Door(
        "/en/tried/{tried_waiting}/decide/",
        "editor of X",
        {"then": "confirm", "version": "{tried_waiting_version}"},
    ),
    Door("/en/tried/{tried_standing}/withdraw/", "contact in X", {"then": "report"}),
    Door("/en/tried/{tried_standing}/hide/", "programme editor", {"reason": "It names somebody."}),
    Door("/en/wanted/{public_id}/", "member", {"language": "ar", "then": "ask"}, get=405),
]
