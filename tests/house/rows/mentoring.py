"""Who may open what of coaching."""

from tests.house.table import NOBODY_SIGNED_IN, ONLY_X, SIGNED_IN, Row, row

MENTORING = "<language>/mentoring/"
OF_MEMBER_AND_X = "login 200 200 404 404 404 404"
OF_BOTH_LATE = "login 409 409 404 404 404 404"


def coaching(door: str, kind: str, things: dict[str, str], *, is_post: bool = False) -> list[Row]:
    """A row for each state of a kind of thing: its name in the world and what is answered."""
    return [
        row(
            f"{MENTORING}{kind}/<uuid:pk>/{door}",
            f"/en/mentoring/{kind}/{{{thing}}}/{door}",
            answers,
            is_post=is_post,
            # Of no pair of the world.
            contact="404",
        )
        for thing, answers in things.items()
    ]


ROWS: list[Row] = [
    # -- Coaching: offers ------------------ V M MX EX EY PE AD
    row("<language>/mentors/", "/en/mentors/", "200"),
    row("<language>/mentors/about/<int:page_id>/", "/en/mentors/about/{public_id}/", "200"),
    row("<language>/mentors/about/<int:page_id>/", "/en/mentors/about/{of_x_id}/", ONLY_X),
    row("<language>/mentors/about/<int:page_id>/", "/en/mentors/about/99999999/", "404"),
    row("<language>/mentors/on/<slug:theme>/", "/en/mentors/on/waste/", "200"),
    row("<language>/mentors/on/<slug:theme>/", "/en/mentors/on/no-such-theme/", "404"),
    row("<language>/mentors/<uuid:pk>/", "/en/mentors/{offer_id}/", "404" + " 200" * 6),
    row("<language>/mentors/<uuid:pk>/", "/en/mentors/{open_offer_id}/", "200"),
    row(
        "<language>/mentors/<uuid:pk>/",
        "/en/mentors/{offer_in_x_id}/",
        "404 404 200 404 404 200 200",
    ),
    # Withdrawn: its owner sees it.
    row(
        "<language>/mentors/<uuid:pk>/",
        "/en/mentors/{closed_offer_id}/",
        "404 404 404 404 200 404 404",
    ),
    row(
        "<language>/mentors/<uuid:pk>/ask/",
        "/en/mentors/{offer_id}/ask/",
        "login 200 404 200 200 200 200",
        contact="200",
    ),
    # A colleague's is seen and not asked.
    row(
        "<language>/mentors/<uuid:pk>/ask/",
        "/en/mentors/{offer_in_x_id}/ask/",
        "login 404 404 404 404 200 200",
        contact="200",
    ),
    row(
        "<language>/mentors/<uuid:pk>/ask/<int:page_id>/",
        "/en/mentors/{open_offer_id}/ask/{of_x_id}/",
        "login 404 200 404 404 200 200",
    ),
    row(
        "<language>/mentors/<uuid:pk>/suggest/",
        "/en/mentors/{offer_id}/suggest/",
        "login 404 404 404 404 200 404",
    ),
    row(f"{MENTORING}matches/", "/en/mentoring/matches/", "login 404 404 404 404 200 404"),
    row(MENTORING, "/en/mentoring/", SIGNED_IN),
    row(f"{MENTORING}offer/", "/en/mentoring/offer/", SIGNED_IN),
    row(
        f"{MENTORING}offer/state/",
        "/en/mentoring/offer/state/",
        "login 404 400 400 400 404 404",
        is_post=True,
        contact="404",
    ),
    # -- Coaching: what two have with each other, whom no role opens it for
    *coaching(
        "",
        "requests",
        {
            "request_id": "login 404 200 404 200 404 404",
            "proposed_request_id": "login 404 404 200 404 404 404",
            "nothing": NOBODY_SIGNED_IN,
        },
    ),
    *coaching(
        "",
        "pairs",
        {
            "pair_under_way_id": OF_MEMBER_AND_X,
            "pair_agreeing_id": "login 200 404 200 404 404 404",
            "pair_ended_id": "login 404 200 404 200 404 404",
        },
    ),
    *coaching("agreement/", "pairs", {"pair_under_way_id": OF_MEMBER_AND_X}),
    *coaching(
        "agreement/confirm/",
        "pairs",
        {"pair_under_way_id": "login 400 400 404 404 404 404"},
        is_post=True,
    ),
    *coaching(
        "close/",
        "pairs",
        {
            "pair_under_way_id": OF_MEMBER_AND_X,
            "pair_ended_id": "login 404 409 404 409 404 404",
        },
    ),
    *coaching(
        "times/",
        "pairs",
        {
            "pair_under_way_id": OF_MEMBER_AND_X,
            "pair_agreeing_id": "login 409 404 409 404 404 404",
            "pair_ended_id": "login 404 409 404 409 404 404",
        },
    ),
    *coaching("", "times", {"times_id": OF_MEMBER_AND_X}),
    # With the token of a mail it opens to everybody: the token is all that is asked.
    row(
        f"{MENTORING}times/by-mail/<str:token>/",
        "/en/mentoring/times/by-mail/{times_token}/",
        "200",
    ),
    row(f"{MENTORING}times/by-mail/<str:token>/", "/en/mentoring/times/by-mail/x/", "404"),
    *coaching(
        "",
        "sessions",
        dict.fromkeys(("session_id", "session_held_id", "session_cancelled_id"), OF_MEMBER_AND_X),
    ),
    *coaching(
        "move/",
        "sessions",
        {"session_id": OF_MEMBER_AND_X, "session_cancelled_id": OF_BOTH_LATE},
    ),
    *coaching(
        "cancel/",
        "sessions",
        {"session_id": OF_MEMBER_AND_X, "session_held_id": OF_BOTH_LATE},
    ),
    *coaching("held/", "sessions", {"session_id": "login 400 400 404 404 404 404"}, is_post=True),
    row(f"{MENTORING}held/by-mail/<str:token>/", "/en/mentoring/held/by-mail/{held_token}/", "200"),
    row(f"{MENTORING}held/by-mail/<str:token>/", "/en/mentoring/held/by-mail/x/", "404"),
    # -- Coaching: calendars
    *coaching(
        "session.ics",
        "sessions",
        dict.fromkeys(("session_id", "session_cancelled_id"), OF_MEMBER_AND_X),
    ),
    row(f"{MENTORING}calendar/", "/en/mentoring/calendar/", SIGNED_IN),
    row(
        f"{MENTORING}calendar/<str:token>/sessions.ics",
        "/en/mentoring/calendar/{calendar_token}/sessions.ics",
        "200",
    ),
    row(
        f"{MENTORING}calendar/<str:token>/sessions.ics",
        "/en/mentoring/calendar/x/sessions.ics",
        "404",
    ),
    # -- Coaching: notes, of which one's own are nobody else's, and what is said at the end
    *coaching(
        "notes/",
        "sessions",
        {"session_id": OF_MEMBER_AND_X, "session_cancelled_id": OF_BOTH_LATE},
    ),
    *coaching("", "notes", {"note_id": "login 200 404 404 404 404 404"}),
    *coaching(
        "private-note/",
        "sessions",
        {"session_id": OF_MEMBER_AND_X, "session_cancelled_id": OF_BOTH_LATE},
    ),
    *coaching(
        "feedback/",
        "pairs",
        {
            "pair_under_way_id": OF_BOTH_LATE,
            "pair_ended_id": "login 404 200 404 200 404 404",
        },
    ),
    *coaching(
        "lesson/",
        "pairs",
        {
            "pair_under_way_id": OF_MEMBER_AND_X,
            "pair_ended_id": "login 404 away 404 away 404 404",
        },
    ),
    *coaching(
        "lesson/write/",
        "pairs",
        {
            "pair_under_way_id": OF_MEMBER_AND_X,
            "pair_agreeing_id": "login 409 404 409 404 404 404",
        },
    ),
]
