"""Who may open what of placements, and what is posted there to change something."""

from tests.house.table import NOBODY_SIGNED_IN, SIGNED_IN, Door, Row, row

PLACEMENTS = "<language>/placements/"
OFFER, ONE = f"{PLACEMENTS}offers/<uuid:pk>/", f"{PLACEMENTS}<uuid:pk>/"
# Roles:            V M MX EX EY PE AD
HOST = "login 404 404 200 404 404 404"
OF_THE_TWO = "login 200 404 200 404 404 404"
PERSON = "login 200 404 404 404 404 404"


def of_offer(
    door: str, answers: str, *, thing: str = "offer_open_id", is_post: bool = False
) -> Row:
    address = f"/en/placements/offers/{{{thing}}}/{door}"
    return row(f"{OFFER}{door}", address, answers, is_post=is_post, contact="404")


def of_one(door: str, answers: str, *, is_post: bool = False) -> Row:
    address = f"/en/placements/{{placement_id}}/{door}"
    return row(f"{ONE}{door}", address, answers, is_post=is_post, contact="404")


ROWS: list[Row] = [
    row(PLACEMENTS, "/en/placements/", "200"),
    row(f"{PLACEMENTS}feed.atom", "/en/placements/feed.atom", "200"),
    row(f"{PLACEMENTS}periods.ics", "/en/placements/periods.ics", "200"),
    row(f"{PLACEMENTS}mine/", "/en/placements/mine/", SIGNED_IN),
    row(
        f"{PLACEMENTS}offers/new/",
        "/en/placements/offers/new/",
        "login 404 404 200 200 404 404",
        contact="200",
    ),
    row(OFFER, "/en/placements/offers/{offer_open_id}/", "200"),
    row(OFFER, "/en/placements/offers/{offer_draft_id}/", "404 404 404 200 404 404 404"),
    of_offer("edit/", HOST),
    of_offer("edit/", HOST, thing="offer_draft_id"),
    of_offer("state/", "login 404 404 400 404 404 404", is_post=True),
    of_offer("applications/", HOST),
    # The member has sent one in; who edits for Y works nowhere.
    row(
        f"{OFFER}apply/",
        "/en/placements/offers/{offer_open_id}/apply/",
        "login away 404 404 404 404 404",
        contact="200",
    ),
    row(
        f"{OFFER}apply/",
        "/en/placements/offers/{offer_draft_id}/apply/",
        "login 404 404 404 404 404 404",
        contact="404",
    ),
    # The agreement was never changed.
    row(
        f"{ONE}agreement/<int:number>/",
        "/en/placements/{placement_id}/agreement/1/",
        NOBODY_SIGNED_IN,
        contact="404",
    ),
    row(
        f"{PLACEMENTS}applications/<uuid:pk>/",
        "/en/placements/applications/{application_id}/",
        OF_THE_TWO,
        contact="404",
    ),
    row(
        f"{PLACEMENTS}applications/<uuid:pk>/cv/",
        "/en/placements/applications/{application_id}/cv/",
        OF_THE_TWO,
        contact="404",
    ),
    of_one("", OF_THE_TWO),
    of_one("agreement/", "login 409 404 409 404 404 404"),
    of_one("confirm/", "login 400 404 400 404 404 404", is_post=True),
    of_one("pdf/", OF_THE_TWO),
    of_one("week/", PERSON),
    of_one("check/", PERSON),
    of_one("problem/", PERSON),
    row(
        f"{ONE}problem/<int:number>/",
        "/en/placements/{placement_id}/problem/{problem_id}/",
        NOBODY_SIGNED_IN,
        contact="404",
    ),
    of_one("report/", PERSON),
    row(
        f"{ONE}rating/<slug:side>/",
        "/en/placements/{placement_id}/rating/host/",
        "login 404 404 409 404 404 404",
        contact="404",
    ),
    of_one("end/", OF_THE_TWO),
]

AGREED = {"did": "Sat beside the first window.", "week": "1"}
DOORS: list[Door] = [
    Door("/en/placements/offers/{offer_open_id}/state/", "editor of X", {"then": "close"}, get=405),
    Door("/en/placements/applications/{application_id}/", "editor of X", {"then": "accept"}),
    Door("/en/placements/applications/{application_id}/", "member", {"then": "withdraw"}),
    Door("/en/placements/{placement_id}/week/", "member", AGREED),
    Door("/en/placements/{placement_id}/check/", "member", {"goes_well": "The work."}),
    Door("/en/placements/{placement_id}/problem/", "member", {"text": "The room is cold."}),
    Door("/en/placements/{placement_id}/report/", "member", {"text": "It went well."}),
    Door("/en/placements/{placement_id}/end/", "editor of X"),
]
