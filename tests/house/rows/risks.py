"""Who may open what of risks, and what is posted there to change something.

Of X's partnership: its editor coordinates it; Y's editor is named for RISK-1, a member alone for
RISK-2. The programme and administrators read neither (R7); an administrator has asked to open
RISK-2 by exception, and an editor of the programme may be the second person.
"""

from tests.house.table import NOBODY_SIGNED_IN, Door, Row, row

OF, ONE = "<language>/partnerships/<uuid:pk>/risks/", "<language>/partnerships/risks/<uuid:pk>/"
EXCEPTIONS = "<language>/records/exceptions/"
# Roles:        V     M   MX  EX  EY  PE  AD
FIRST = "login 404 404 200 200 404 404"
SECOND = "login 200 404 404 404 404 404"
FIRST_POST = "login 404 404 {0} {0} 404 404"
SECOND_POST = "login {0} 404 404 404 404 404"


def of_risks(door: str, *, then: str = "") -> list[Row]:
    """The same door of RISK-1 and of RISK-2, asked for or, with `then`, posted to."""
    asked = {"risk_1": FIRST, "risk_2": SECOND}
    if then:
        asked = {"risk_1": FIRST_POST.format(then), "risk_2": SECOND_POST.format(then)}
    return [
        row(
            f"{ONE}{door}",
            f"/en/partnerships/risks/{{{thing}}}/{door}",
            answers,
            is_post=bool(then),
            contact="404",
        )
        for thing, answers in asked.items()
    ]


ROWS: list[Row] = [
    row("<language>/partnerships/risks/", "/en/partnerships/risks/", "login" + " 200" * 6),
    row(
        "<language>/partnerships/elections/",
        "/en/partnerships/elections/",
        "login 404 404 404 404 200 404",
        contact="404",
    ),
    # The programme and partners see what they read themselves: here nothing, or what they are
    # named for.
    row(
        OF,
        "/en/partnerships/{risks_partnership_id}/risks/",
        "login 200 404 200 200 200 404",
        contact="404",
    ),
    row(
        f"{OF}new/",
        "/en/partnerships/{risks_partnership_id}/risks/new/",
        "login 404 404 200 404 404 404",
        contact="404",
    ),
    *of_risks(""),
    *of_risks("edit/"),
    *of_risks("readers/"),
    # No move is named.
    *of_risks("state/", then="404"),
    *of_risks("print/", then="200"),
    row(EXCEPTIONS, "/en/records/exceptions/", NOBODY_SIGNED_IN[:-3] + "200", contact="404"),
    row(
        f"{EXCEPTIONS}<uuid:pk>/",
        "/en/records/exceptions/{opening_id}/",
        "login 404 404 404 404 200 200",
        contact="404",
    ),
    # It waits for the second person.
    row(
        f"{EXCEPTIONS}<uuid:pk>/record/",
        "/en/records/exceptions/{opening_id}/record/",
        NOBODY_SIGNED_IN,
        is_post=True,
        contact="404",
    ),
]
WORDS = {"kind": "delay", "words": "It may rain.", "likelihood": "2", "effect": "2"}
DOORS: list[Door] = [
    Door("/en/partnerships/{risks_partnership_id}/risks/new/", "editor of X", WORDS),
    Door("/en/partnerships/risks/{risk_1}/edit/", "editor of X", WORDS),
    Door("/en/partnerships/risks/{risk_2}/edit/", "member", WORDS),
    Door("/en/partnerships/risks/{risk_1}/state/", "editor of X", {"then": "accept"}, get=405),
    Door("/en/partnerships/risks/{risk_1}/readers/", "editor of X", {"remove": "{risk_1_reader}"}),
    Door("/en/records/exceptions/{opening_id}/", "programme editor", {"then": "allow"}),
    Door(
        "/en/partnerships/elections/",
        "programme editor",
        {"country": "ZM", "on": "2031-09-09", "what": "Mayors"},
    ),
]
