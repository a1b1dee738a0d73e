"""Who may open what of calls and applications, and what is posted there to change something.

The member assesses the open call; X and Y apply, and X is asked for its opinion.
"""

from tests.house.rows.partnerships import PROGRAMME
from tests.house.table import Door, Row, row

CALL, ONE = "<language>/calls/<uuid:pk>/", "<language>/calls/applications/<uuid:pk>/"


def of_call(
    door: str, answers: str, *, thing: str = "call_id", is_post: bool = False, contact: str = "404"
) -> Row:
    address = f"/en/calls/{{{thing}}}/{door}"
    return row(f"{CALL}{door}", address, answers, is_post=is_post, contact=contact)


def of_one(door: str, answers: str, *, thing: str, is_post: bool = False) -> Row:
    address = f"/en/calls/applications/{{{thing}}}/{door}"
    return row(f"{ONE}{door}", address, answers, is_post=is_post, contact="404")


ROWS: list[Row] = [
    row("<language>/calls/", "/en/calls/", "200"),
    row("<language>/calls/list.<slug:kind>", "/en/calls/list.csv", "200"),
    row(
        "<language>/plans/<uuid:plan>/calls/new/",
        "/en/plans/{plan_agreed_id}/calls/new/",
        PROGRAMME,
        contact="404",
    ),
    of_call("", "200", contact="200"),
    of_call("", "404 404 404 404 404 200 404", thing="call_draft_id"),
    of_call("edit/", PROGRAMME, thing="call_draft_id"),
    of_call("state/", "login 404 404 404 404 400 404", is_post=True),
    of_call("assessors/", PROGRAMME),
    of_call("applications/", "login 200 404 404 404 200 404"),
    of_call("applications/take/", "login 404 404 404 404 400 404", is_post=True),
    of_call("apply/", "login 404 404 200 200 404 404", contact="200"),
    of_one("", "login 404 404 away 404 404 404", thing="call_application_draft_id"),
    of_one("", "login 404 404 404 200 200 404", thing="call_application_new_id"),
    of_one("", "login 200 404 200 404 200 404", thing="call_application_screened_id"),
    of_one("edit/", "login 404 404 200 404 404 404", thing="call_application_draft_id"),
    of_one("preview/", "login 404 404 200 404 404 404", thing="call_application_draft_id"),
    of_one(
        "withdraw/",
        "login 404 404 409 404 404 404",
        thing="call_application_draft_id",
        is_post=True,
    ),
    of_one("screen/", PROGRAMME, thing="call_application_new_id"),
    of_one("opinion/", "login 404 404 200 404 404 404", thing="call_application_screened_id"),
    of_one("reviewers/", PROGRAMME, thing="call_application_screened_id"),
    of_one("review/", "login 200 404 404 404 404 404", thing="call_application_heard_id"),
    of_one("decide/", PROGRAMME, thing="call_application_reviewed_id"),
]
ROWS += [
    row(f"<language>/partnerships/enter/{door}", f"/en/partnerships/enter/{door}", PROGRAMME,
        contact="404")
    for door in ("", "list.xlsx")
]  # fmt: skip
ROWS.append(
    row(
        "<language>/partnerships/enter/keep/",
        "/en/partnerships/enter/keep/",
        "login 404 404 404 404 away 404",
        is_post=True,
        contact="404",
    )
)
BASELINES = "<language>/partnerships/<uuid:pk>/baselines/"
IN_CLOSED = "/en/partnerships/{partnership_closed_id}/baselines/"
ROWS += [
    row(BASELINES, IN_CLOSED, "login 404 404 200 404 200 404", contact="404"),
    row(
        f"{BASELINES}shown/",
        f"{IN_CLOSED}shown/",
        "login 404 404 400 404 404 404",
        is_post=True,
        contact="404",
    ),
    row(
        f"{BASELINES}<int:about>/",
        f"{IN_CLOSED}{{baseline_about_id}}/",
        "login 404 404 200 404 200 404",
        contact="404",
    ),
    row(
        f"{BASELINES}<int:about>/new/",
        f"{IN_CLOSED}{{baseline_about_id}}/new/",
        "login 404 404 200 404 404 404",
        contact="404",
    ),
]
WORDS = {
    "title": "A call",
    "language": "en",
    "closes_on": "2031-01-01",
    "closes_at": "23:59",
    "zone": "UTC",
    "currency": "EUR",
}
REVIEW = {"relevance": "3", "feasibility": "3", "learning": "3", "words": "Good."}
BASELINE = {
    "by_organisation": "{baseline_about_id}",
    "on": "2026-01-01",
    **dict.fromkeys(("commitment", "staffing", "performance"), "3"),
    "commitment_evidence": "Seen.",
    "staffing_evidence": "Seen.",
    "performance_evidence": "Seen.",
}
CALLS, APPLICATIONS = "/en/calls/", "/en/calls/applications/"
DOORS: list[Door] = [
    Door("/en/plans/{plan_agreed_id}/calls/new/", "programme editor", WORDS),
    Door(f"{CALLS}{{call_draft_id}}/edit/", "programme editor", WORDS),
    Door(f"{CALLS}{{call_id}}/state/", "programme editor", {"then": "close"}, get=405),
    Door(f"{CALLS}{{call_id}}/applications/take/", "programme editor", {"kind": "csv"}, get=405),
    Door(
        f"{CALLS}{{call_id}}/assessors/",
        "programme editor",
        {"email": "administrator@peerhall.example"},
    ),
    Door(
        f"{APPLICATIONS}{{call_application_draft_id}}/edit/",
        "editor of X",
        {"title": "Other", "then": "keep"},
    ),
    Door(f"{APPLICATIONS}{{call_application_draft_id}}/preview/", "editor of X"),
    Door(f"{APPLICATIONS}{{call_application_new_id}}/withdraw/", "editor of Y", get=405),
    Door(
        f"{APPLICATIONS}{{call_application_new_id}}/screen/",
        "programme editor",
        {"then": "decline", "reason": "No."},
    ),
    Door(
        f"{APPLICATIONS}{{call_application_screened_id}}/opinion/",
        "editor of X",
        {"has_conflict": "yes", "conflict": "A cousin."},
    ),
    Door(f"{APPLICATIONS}{{call_application_heard_id}}/review/", "member", REVIEW),
    Door(
        f"{APPLICATIONS}{{call_application_reviewed_id}}/decide/",
        "programme editor",
        {"then": "decline", "reason": "No."},
    ),
    Door(f"{IN_CLOSED}{{baseline_about_id}}/new/", "editor of X", BASELINE),
    Door(
        f"{IN_CLOSED}shown/",
        "editor of X",
        {"organisation": "{baseline_about_id}", "then": "show"},
        get=405,
    ),
    Door(
        "/en/partnerships/enter/keep/",
        "programme editor",
        {"rows": '[[2, {"title": "A", "partners": "Association Y"}]]'},
        get=405,
    ),
]
