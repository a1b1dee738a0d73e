"""Who may open what of benchmarks, and what is posted there to change something."""

from tests.house.table import Door, Row, row

BENCHMARKS = "<language>/benchmarks/"
ONE, INDICATOR = f"{BENCHMARKS}<uuid:pk>/", f"{BENCHMARKS}indicators/<uuid:pk>/"
ROUND = f"{BENCHMARKS}rounds/<uuid:pk>/"
OWN, VALUE = f"{ROUND}for/<int:organisation>/", f"{ROUND}for/<int:organisation>/<int:version>/"
# Roles:                 V M MX EX EY PE AD. X convenes; the member is a data contact; a town of X
# takes part, whose contact is the last role.
CONVENER = "login 404 404 {} 404 404 404"
GROUP = "login {} 404 {} 404 404 404"
OF_MEMBER = "login {} 404 404 404 404 404"


def of_one(door: str, answers: str, *, contact: str, is_post: bool = False) -> Row:
    address = f"/en/benchmarks/{{benchmark_id}}/{door}"
    return row(f"{ONE}{door}", address, answers, is_post=is_post, contact=contact)


def of_indicator(door: str, answers: str, *, contact: str, is_post: bool = False) -> Row:
    address = f"/en/benchmarks/indicators/{{indicator_id}}/{door}"
    return row(f"{INDICATOR}{door}", address, answers, is_post=is_post, contact=contact)


def of_round(
    door: str, answers: str, *, contact: str, thing: str = "round_id", is_post: bool = False
) -> Row:
    address = f"/en/benchmarks/rounds/{{{thing}}}/{door}".replace("<slug:kind>", "csv")
    return row(f"{ROUND}{door}", address, answers, is_post=is_post, contact=contact)


def of_own(door: str, answer: str, *, thing: str = "round_id", is_post: bool = False) -> Row:
    address = f"/en/benchmarks/rounds/{{{thing}}}/for/{{sending_town_id}}/{door}"
    return row(f"{OWN}{door}", address, OF_MEMBER.format(answer), is_post=is_post, contact="404")


def of_value(door: str, answer: str, *, thing: str = "round_compared_id") -> Row:
    address = f"/en/benchmarks/rounds/{{{thing}}}/for/{{sending_town_id}}/{{version_id}}/{door}"
    return row(f"{VALUE}{door}", address, OF_MEMBER.format(answer), contact="404")


ROWS: list[Row] = [
    row(BENCHMARKS, "/en/benchmarks/", "200"),
    row(f"{BENCHMARKS}feed.atom", "/en/benchmarks/feed.atom", "200"),
    row(
        f"{BENCHMARKS}new/",
        "/en/benchmarks/new/",
        "login 404 404 200 200 404 404",
        contact="200",
    ),
    of_one("", "200", contact="200"),
    row(ONE, "/en/benchmarks/{benchmark_draft_id}/", "404 404 404 200 404 404 404", contact="404"),
    of_one("edit/", CONVENER.format(200), contact="404"),
    of_one("state/", CONVENER.format(400), contact="404", is_post=True),
    of_one("invite/", CONVENER.format(200), contact="404"),
    of_one("join/", "login 404 404 404 404 404 404", contact="404"),
    of_one("indicator/", GROUP.format(200, 200), contact="200"),
    of_one("round/", CONVENER.format(200), contact="404"),
    row(
        f"{BENCHMARKS}participants/<uuid:pk>/",
        "/en/benchmarks/participants/{taking_part_id}/",
        "login 404 404 404 404 404 404",
        contact="200",
    ),
    of_indicator("", "200", contact="200"),
    of_indicator("state/", GROUP.format(400, 400), contact="400", is_post=True),
    of_indicator("talk/", GROUP.format("away", "away"), contact="away", is_post=True),
    of_indicator("version/", GROUP.format(200, 200), contact="200"),
    of_round("", "200", contact="200"),
    of_round("state/", CONVENER.format(400), contact="404", is_post=True),
    of_round("compare/", "404", contact="404"),
    of_round("compare/", "404 200 404 200 404 404 404", contact="200", thing="round_compared_id"),
    of_round("compare.<slug:kind>", "login 404 404 404 404 404 404", contact="404"),
    of_round(
        "compare.<slug:kind>", GROUP.format(200, 200), contact="200", thing="round_compared_id"
    ),
    of_own("", "200"),
    of_own("send/", "away", is_post=True),
    of_own("confirm/", "400", is_post=True),
    row(
        f"{OWN}accept/",
        "/en/benchmarks/rounds/{round_id}/for/{measuring_town_id}/accept/",
        CONVENER.format(200),
        contact="404",
    ),
    of_own("sheet.xlsx", "200"),
    of_own("sheet/", "200"),
    of_own("sheet/keep/", "away", is_post=True),
    of_value("", "200", thing="round_id"),
    of_value("", "409"),
    of_value("gap/", "200"),
    of_value("gap/", "404", thing="round_id"),
    of_value("note/", "200"),
    of_value("action/", "200"),
    of_value("outcome/", "200", thing="round_older_id"),
    of_value("outcome/", "404"),
]

_FOR = "/en/benchmarks/rounds/{round_id}/for/{sending_town_id}/"
_AFTER = "/en/benchmarks/rounds/{round_compared_id}/for/{sending_town_id}/{version_id}/"
DOORS: list[Door] = [
    Door("/en/benchmarks/{benchmark_draft_id}/state/", "editor of X", {"then": "open"}, get=405),
    Door("/en/benchmarks/{benchmark_id}/invite/", "editor of X", {"name": "A town beside"}),
    Door("/en/benchmarks/indicators/{indicator_id}/", "member", {"text": "Clear enough."}),
    Door(
        "/en/benchmarks/indicators/{indicator_proposed_id}/state/",
        "member",
        {"then": "assent"},
        get=405,
    ),
    Door("/en/benchmarks/rounds/{round_id}/state/", "editor of X", {"then": "compare"}, get=405),
    Door(f"{_FOR}{{version_id}}/", "member", {"kind": "missing"}),
    Door(f"{_FOR}send/", "member", get=405),
    Door(
        "/en/benchmarks/rounds/{round_id}/for/{measuring_town_id}/accept/",
        "editor of X",
        {"because": "They read it to us."},
    ),
    Door(
        "/en/benchmarks/rounds/{round_older_id}/for/{sending_town_id}/{version_id}/outcome/",
        "member",
        {"outcome": "done", "outcome_words": "There are two."},
    ),
    Door(f"{_AFTER}action/", "member", {"text": "By the day.", "until": "2027-06-01"}),
]
