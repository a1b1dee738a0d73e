"""Who may open what of plans and partnerships, and what is posted there to change something."""

from tests.house.table import Door, Row, row

PLAN, ONE = "<language>/plans/<uuid:pk>/", "<language>/partnerships/<uuid:pk>/"
API, THEME = "api/v1/", "plans/<uuidstr:plan_id>/themes/<slug:slug>"
PAPER = "<language>/papers/<uuid:pk>/"
# Roles:                 V     M   MX  EX  EY  PE  AD
PROGRAMME = "login 404 404 404 404 200 404"
DRAFTING = "login 404 404 200 404 200 404"
INSIDE = "404 404 404 200 404 200 404"


def of_plan(
    door: str, answers: str, *, thing: str = "plan_draft_id", is_post: bool = False, then: str = ""
) -> Row:
    address = f"/en/plans/{{{thing}}}/{then or door}"
    return row(f"{PLAN}{door}", address, answers, is_post=is_post, contact="404")


def of_one(
    door: str,
    answers: str,
    *,
    thing: str = "partnership_id",
    is_post: bool = False,
    then: str = "",
    contact: str = "404",
) -> Row:
    address = f"/en/partnerships/{{{thing}}}/{then or door}"
    return row(f"{ONE}{door}", address, answers, is_post=is_post, contact=contact)


def of_paper(
    door: str, answers: str, *, thing: str = "paper_id", is_post: bool = False, then: str = ""
) -> Row:
    address = f"/en/papers/{{{thing}}}/{then or door}"
    return row(f"{PAPER}{door}", address, answers, is_post=is_post, contact="404")


def of_closed(door: str, answers: str, *, then: str = "") -> Row:
    return of_one(door, answers, thing="partnership_closed_id", then=then)


def of_thing(room: str, thing: str, door: str, answers: str, *, is_post: bool = False) -> Row:
    address = f"/en/{room}/{{{thing}}}/{door}"
    pattern = f"<language>/{room}/<uuid:pk>/{door}"
    return row(pattern, address, answers, is_post=is_post, contact="404")


def of_report(door: str, answers: str, *, thing: str = "report_id") -> Row:
    address = f"/en/partnerships/reports/{{{thing}}}/{door}"
    return row(f"<language>/partnerships/reports/<uuid:pk>/{door}", address, answers, contact="404")


def of_photo(door: str, answers: str, *, is_post: bool = False) -> Row:
    pattern = f"<language>/stories/<uuid:pk>/photos/<uuid:photo>/{door}"
    address = f"/en/stories/{{story_id}}/photos/{{photo_id}}/{door}"
    return row(pattern, address, answers, is_post=is_post, contact="404")


ROWS: list[Row] = [
    row("<language>/plans/", "/en/plans/", "200"),
    row("<language>/plans/list.<slug:kind>", "/en/plans/list.csv", "200"),
    row("<language>/plans/new/", "/en/plans/new/", PROGRAMME, contact="404"),
    row(PLAN, "/en/plans/{plan_agreed_id}/", "200"),
    row(PLAN, "/en/plans/{plan_draft_id}/", "404"),
    of_plan("draft/", DRAFTING),
    of_plan("draft/", DRAFTING, thing="plan_agreed_id"),
    of_plan("edit/", PROGRAMME),
    of_plan("add/<slug:kind>/", PROGRAMME, then="add/window/"),
    of_plan("<slug:kind>/<int:number>/", PROGRAMME, then="theme/{plan_theme_number}/"),
    of_plan(
        "versions/<int:number>/",
        DRAFTING,
        thing="plan_agreed_id",
        then="versions/{plan_version}/",
    ),
    of_plan("sign/", "login 404 404 400 404 400 404", is_post=True),
    of_plan("state/", "login 404 404 400 404 400 404", is_post=True),
    row(
        f"{PLAN}themes/<slug:slug>/",
        "/en/plans/{plan_agreed_id}/themes/markets/",
        "200",
    ),
    row("<language>/partnerships/", "/en/partnerships/", "200"),
    row(
        "<language>/partnerships/list.<slug:kind>",
        "/en/partnerships/list.csv",
        "200",
    ),
    row("<language>/partnerships/learnt.atom", "/en/partnerships/learnt.atom", "200"),
    row("<language>/partnerships/new/", "/en/partnerships/new/", PROGRAMME, contact="404"),
    # Nothing is named that could be tied.
    row(
        "<language>/partnerships/tie/",
        "/en/partnerships/tie/",
        "login 404 404 404 404 404 404",
        contact="404",
    ),
    row(ONE, "/en/partnerships/{partnership_id}/", "200"),
    row(ONE, "/en/partnerships/{partnership_closed_id}/", INSIDE, contact="404"),
    of_one("edit/", PROGRAMME),
    of_one("partners/", PROGRAMME),
    of_one("roles/", DRAFTING),
    of_one("activities/new/", PROGRAMME),
    of_one(
        "activities/<uuid:activity>/",
        PROGRAMME,
        thing="partnership_closed_id",
        then="activities/{partnership_activity_id}/",
    ),
    of_one("learnt/", PROGRAMME),
    of_one("alive/", "login 404 404 away 404 404 404", is_post=True),
    of_one("papers/new/", PROGRAMME),
    of_paper("", DRAFTING),
    of_paper("", PROGRAMME, thing="paper_draft_id"),
    # What is offered for signing is not written in.
    of_paper("edit/", "login 404 404 404 404 409 404"),
    of_paper("edit/", PROGRAMME, thing="paper_draft_id"),
    of_paper("instalments/", PROGRAMME, thing="paper_draft_id"),
    of_paper("state/", "login 404 404 404 404 400 404", is_post=True),
    of_paper("sign/", "login 404 404 400 404 400 404", is_post=True),
    of_paper("pdf/", DRAFTING),
    # X has signed, and has put no paper there.
    of_paper("copy/<int:organisation>/", "login 404 404 404 404 404 404", then="copy/{x_id}/"),
    of_closed("figures/", DRAFTING),
    of_closed("figures/list.<slug:kind>", DRAFTING, then="figures/list.csv"),
    of_closed("figures/new/", PROGRAMME),
    of_closed("figures/<int:number>/", PROGRAMME, then="figures/{indicator_number}/"),
    of_closed("figures/<int:number>/new/", PROGRAMME, then="figures/{indicator_number}/new/"),
    of_closed("stories/", DRAFTING),
    of_closed("stories/new/", DRAFTING),
    of_closed("reports/", DRAFTING),
    of_closed("reports/list.<slug:kind>", DRAFTING, then="reports/list.csv"),
    of_closed("reports/new/", PROGRAMME),
    row(
        "<language>/partnerships/reports/",
        "/en/partnerships/reports/",
        "login 200 200 200 200 200 200",
    ),
    row(
        "<language>/partnerships/reports/list.<slug:kind>",
        "/en/partnerships/reports/list.csv",
        "login 200 200 200 200 200 200",
    ),
    of_report("", DRAFTING),
    of_report("edit/", PROGRAMME),
    # X owes it.
    of_report("hand-in/", "login 404 404 200 404 404 404"),
    of_report("hand-in/", "login 404 404 409 404 404 404", thing="report_handed_in_id"),
    of_report("decide/", PROGRAMME, thing="report_handed_in_id"),
    # Nothing was handed in yet.
    of_report("decide/", "login 404 404 404 404 409 404"),
    of_report("file/", "login 404 404 404 404 404 404"),
    row(
        "<language>/partnerships/guidance/", "/en/partnerships/guidance/", PROGRAMME, contact="404"
    ),
    of_thing("figures", "figure_draft_id", "edit/", PROGRAMME),
    # What is handed in is not written in.
    of_thing("figures", "figure_id", "edit/", "login 404 404 404 404 409 404"),
    of_thing("figures", "figure_id", "return/", PROGRAMME),
    of_thing("figures", "figure_id", "state/", "login 404 404 404 404 400 404", is_post=True),
    of_thing("stories", "story_id", "", DRAFTING),
    # Its author is the editor of X.
    of_thing("stories", "story_id", "share/", "login 404 404 away 404 404 404", is_post=True),
    of_thing("stories", "story_id", "photos/new/", "login 404 404 200 404 404 404"),
    of_photo("", DRAFTING),
    of_photo("small/", DRAFTING),
    of_photo("remove/", "login 404 404 away 404 away 404", is_post=True),
    of_plan("figures/", PROGRAMME),
    of_plan("figures/list.<slug:kind>", PROGRAMME, then="figures/list.csv"),
    # For programs: by token alone, so that a session opens nothing.
    row("<language>/partnerships/api/", "/en/partnerships/api/", "200"),
    *(
        row(f"{API}{pattern}", f"/{API}{address}", answers)
        for pattern, address, answers in (
            ("plans", "plans", "200"),
            ("plans/<uuidstr:plan_id>", "plans/{plan_agreed_id}", "200"),
            ("plans/<uuidstr:plan_id>", "plans/{plan_draft_id}", "404"),
            (THEME, "plans/{plan_agreed_id}/themes/markets", "200"),
            (THEME, "plans/{plan_draft_id}/themes/markets", "404"),
            ("partnerships", "partnerships", "200"),
            ("partnerships/<uuidstr:partnership_id>", "partnerships/{partnership_id}", "200"),
            (
                "partnerships/<uuidstr:partnership_id>",
                "partnerships/{partnership_closed_id}",
                "404",
            ),
            ("outputs", "outputs", "200"),
            ("openapi.json", "openapi.json", "200"),
            ("^(?P<rest>.*)$", "papers/{paper_id}", "404"),
        )
    ),
    # Nobody of the small world reports by IATI.
    of_one("iati.xml", "404"),
]
PLANS = "/en/plans/{plan_draft_id}/"
PARTNERSHIP = "/en/partnerships/{partnership_id}/"
PLAN_WORDS = {
    "title": "A plan",
    "countries": "ZM",
    "language": "en",
    "starts_on": "2031-01-01",
    "ends_on": "2032-01-01",
    "currency": "EUR",
}
WINDOW = {"title": "Elections", "opens_on": "2031-01-01", "closes_on": "2031-02-01"}
WORDS = {"title": "A partnership", "language": "en", "status": "2"}
VISIT = {
    "kind": "visit",
    "title": "A visit",
    "starts_on": "2031-01-01",
    "ends_on": "2031-01-02",
}
PAPER_WORDS = {
    "purpose": "Learn.",
    "starts_on": "2031-01-01",
    "ends_on": "2032-01-01",
    "language": "en",
}
INSTALMENT = {"value": "100", "due_on": "2031-02-01"}
CLOSED = "/en/partnerships/{partnership_closed_id}/"
INDICATOR = {"title": "People", "unit": "people", "baseline": "1", "target": "2"}
FIGURE = {"starts_on": "2031-03-01", "ends_on": "2031-04-01", "actual": "5"}
STORY = {"kind": "change", "title": "They pay", "words": "By the day."}
REPORTS = "/en/partnerships/reports/"
REPORT = {"title": "The year", "due_on": "2031-05-01", "owed_by": "{x_id}"}
DOORS: list[Door] = [
    Door("/en/plans/new/", "programme editor", PLAN_WORDS),
    Door(f"{PLANS}edit/", "programme editor", PLAN_WORDS),
    Door(f"{PLANS}add/window/", "programme editor", WINDOW),
    Door(f"{PLANS}theme/{{plan_theme_number}}/", "programme editor", {"remove": "1"}),
    Door(f"{PLANS}state/", "programme editor", {"then": "offer for signing"}, get=405),
    Door("/en/partnerships/new/", "programme editor", WORDS),
    Door(f"{PARTNERSHIP}edit/", "programme editor", WORDS),
    Door(
        f"{PARTNERSHIP}partners/",
        "programme editor",
        {"organisation": "Association Y", "role": "4"},
    ),
    Door(f"{PARTNERSHIP}activities/new/", "programme editor", VISIT),
    Door(f"{PARTNERSHIP}learnt/", "programme editor", {"remove": "{partnership_output_id}"}),
    Door(f"{PARTNERSHIP}papers/new/", "programme editor", PAPER_WORDS),
    Door("/en/papers/{paper_draft_id}/edit/", "programme editor", PAPER_WORDS),
    Door("/en/papers/{paper_draft_id}/instalments/", "programme editor", INSTALMENT),
    Door(
        "/en/papers/{paper_draft_id}/state/",
        "programme editor",
        {"then": "offer for signing"},
        get=405,
    ),
    Door(f"{PARTNERSHIP}figures/new/", "programme editor", INDICATOR),
    Door(f"{CLOSED}figures/{{indicator_number}}/new/", "programme editor", FIGURE),
    Door("/en/figures/{figure_draft_id}/edit/", "programme editor", FIGURE),
    Door("/en/figures/{figure_id}/return/", "programme editor", {"reason": "Mend it."}),
    Door("/en/figures/{figure_id}/state/", "programme editor", {"then": "approve"}, get=405),
    Door(f"{CLOSED}stories/new/", "editor of X", STORY),
    Door("/en/stories/{story_id}/share/", "editor of X", {"then": "open"}, get=405),
    Door(f"{PARTNERSHIP}reports/new/", "programme editor", REPORT),
    Door(f"{REPORTS}{{report_id}}/edit/", "programme editor", {"remove": "1"}),
    Door(f"{REPORTS}{{report_id}}/hand-in/", "editor of X", {"words": "Done."}),
    Door(
        f"{REPORTS}{{report_handed_in_id}}/decide/",
        "programme editor",
        {"then": "accept"},
    ),
    Door("/en/partnerships/guidance/", "programme editor", {"remove": "{guidance_number}"}),
    Door("/en/stories/{story_id}/photos/{photo_id}/remove/", "editor of X", get=405),
    Door(f"{PARTNERSHIP}alive/", "editor of X", get=405),
]
