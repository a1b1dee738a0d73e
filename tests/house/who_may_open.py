"""Who may open what: one row for each own address, and one or more for each door of others.

A new address without a row fails the build (safeguards P01); so does a row whose address is gone.
What the cells say stands in table.py; rooms that came later keep their rows in rows/.
"""

from tests.house.rows import (
    benchmarking,
    calls,
    duty,
    impact,
    internships,
    learning_trying,
    partnerships,
    risks,
    search_saving,
    training,
    training_cascade,
    training_persons,
)
from tests.house.table import (
    ADMINISTRATOR,
    AWAY,
    BOARD_OF_X,
    CONFIRMED,
    EDITOR_X,
    EDITORS_OF_X_ALONE,
    HAS_A_QUEUE,
    KEEPERS_OF_X,
    MODERATORS_OF_OPEN,
    MODERATORS_OF_X,
    NOBODY_SIGNED_IN,
    ONLY_X,
    PAGE,
    REMOVED_POST,
    RESET_KEY,
    SECOND_STEP,
    SIGNED_IN,
    STAFF,
    WITHIN_X,
    Row,
    row,
)

SPACE_KINDS = ("news", "events", "documents")
SPACE_ROWS = [
    # Each kind of page of a space, for each audience.
    one
    for kind in SPACE_KINDS
    for one in (
        row(PAGE, f"{{{kind}}}", "200"),
        row(PAGE, f"{{{kind}_open}}", "200"),
        row(PAGE, f"{{{kind}_for_members}}", SIGNED_IN),
        row(PAGE, f"{{{kind}_of_x}}", ONLY_X),
        row(PAGE, f"{{{kind}_of_group}}", "404"),
        row(PAGE, f"{{{kind}_draft}}", "404"),
    )
]

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


COACHING_ROWS = [
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

ROWS = [
    *COACHING_ROWS,
    # -- The space of an association
    row(PAGE, "{space}", "200"),
    row(PAGE, "{shelf_of_x}", "200"),
    *SPACE_ROWS,
    row("<language>/events/<int:pk>/event.ics", "/en/events/{events_open_id}/event.ics", "200"),
    row("<language>/events/<int:pk>/event.ics", "/en/events/{events_of_x_id}/event.ics", ONLY_X),
    row("<language>/events/<int:pk>/event.ics", "/en/events/{events_of_group_id}/event.ics", "404"),
    row("<language>/events/<int:pk>/event.ics", "/en/events/99999999/event.ics", "404"),
    row("<language>/associations/", "/en/associations/", "200"),
    row("<language>/associations/<int:pk>/members/", "/en/associations/{x}/members/", "200"),
    row("<language>/associations/<int:pk>/members/", "/en/associations/99999/members/", "404"),
    row("<language>/associations/<int:pk>/events.ics", "/en/associations/{x}/events.ics", "200"),
    row("<language>/associations/<int:pk>/feed.atom", "/en/associations/{x}/feed.atom", "200"),
    row("<language>/themes/<slug:slug>/feed.atom", "/en/themes/waste/feed.atom", "200"),
    row("<language>/countries/<str:code>/feed.atom", "/en/countries/ZM/feed.atom", "200"),
    row("<language>/countries/<str:code>/feed.atom", "/en/countries/XX/feed.atom", "404"),
    row("associations/<int:pk>/colour.css", "/associations/{x}/colour.css", "200"),
    # -- What the editors of an association keep, and nobody else
    row(
        "<language>/associations/<int:pk>/waiting/",
        "/en/associations/{x}/waiting/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/settings/",
        "/en/associations/{x}/settings/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/members/keep/",
        "/en/associations/{x}/members/keep/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/members/<int:membership_id>/end/",
        "/en/associations/{x}/members/{membership_id}/end/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/news/word/",
        "/en/associations/{x}/news/word/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/groups/",
        "/en/associations/{x}/groups/",
        EDITORS_OF_X_ALONE,
    ),
    row(
        "<language>/associations/<int:pk>/groups/<int:group_id>/",
        "/en/associations/{x}/groups/{group_id}/",
        EDITORS_OF_X_ALONE,
    ),
    # -- A person's own feed: whoever knows the address reads it as that person
    row("<language>/my-feed/", "/en/my-feed/", SIGNED_IN),
    row(
        "<language>/my-feed/<str:token>/feed.atom",
        "/en/my-feed/{feed_token}/feed.atom",
        "200",
    ),
    row("<language>/my-feed/<str:token>/feed.atom", "/en/my-feed/x/feed.atom", "404"),
    # -- Pages, by their audience ------------ V M X EX EY PE AD
    row(PAGE, "/en/", "200"),
    row(PAGE, "/en/library/", "200"),
    row(PAGE, "{public}", "200"),
    row(PAGE, "{manual}", "200"),
    row(PAGE, "{chapter}", "200"),
    row(PAGE, "{for_members}", SIGNED_IN),
    row(PAGE, "{of_x}", ONLY_X),
    row(PAGE, "{chapter_of_x}", ONLY_X),
    row(PAGE, "{of_group}", "404 404 404 404 404 404 404"),
    row(PAGE, "{draft}", "404"),
    row(PAGE, "/en/library/not-there/", "404"),
    # -- Pictures and files: through the pages that use them
    row("pictures/<int:rendition_id>/<path:name>", "{public_picture}", "200"),
    row("pictures/<int:rendition_id>/<path:name>", "{picture_of_x}", ONLY_X),
    row("pictures/<int:rendition_id>/<path:name>", "/pictures/99999999/x.png", "404"),
    row("files/<int:file_id>/<path:name>", "{public_file}", "200"),
    row("files/<int:file_id>/<path:name>", "{file_of_x}", ONLY_X),
    row("files/<int:file_id>/<path:name>", "/files/99999999/x.pdf", "404"),
    # -- Pages by their number, for links inside texts
    row("page/<int:page_id>/", "/page/{public_id}/", "away"),
    row("page/<int:page_id>/", "/page/{of_x_id}/", "404 404 away away 404 away away"),
    row("page/<int:page_id>/", "/page/99999999/", "404"),
    # -- What is there for everybody
    row("", "/", "away"),
    row("sitemap.xml", "/sitemap.xml", "200"),
    row("robots.txt", "/robots.txt", "200"),
    row("<language>/library/feed.atom", "/en/library/feed.atom", "200"),
    row("<language>/search/", "/en/search/?q=waste", "200"),
    row("<language>/search/suggest", "/en/search/suggest?q=was", "200"),
    # -- A person's own pages
    row("<language>/desk/", "/en/desk/", SIGNED_IN),
    row("<language>/my-data/", "/en/my-data/", SIGNED_IN),
    row("<language>/my-data/noted/", "/en/my-data/noted/", SIGNED_IN),
    # Whoever has a second factor shows it once more.
    row("<language>/my-data/delete/", "/en/my-data/delete/", "login 200 200 away away away away"),
    row(
        "<language>/my-data/keep/",
        "/en/my-data/keep/",
        "login away away away away away away",
        is_post=True,
    ),
    row(
        "<language>/my-data/file/<uuid:pk>/",
        "/en/my-data/file/{copy_of_member_of_x}/",
        "login 404 200 404 404 404 404",
        contact="404",
    ),
    row(
        "<language>/my-data/file/<uuid:pk>/",
        "/en/my-data/file/00000000-0000-4000-8000-000000000000/",
        "login" + " 404" * 6,
    ),
    row("<language>/what-was-done/", "/en/what-was-done/", "login 404 404 200 200 200 200"),
    row("<language>/shelf/", "/en/shelf/", SIGNED_IN),
    row(
        "<language>/shelf/<int:pk>/",
        "/en/shelf/{public_id}/",
        "login away away away away away away",
        is_post=True,
    ),
    row(
        "<language>/shelf/<int:pk>/",
        "/en/shelf/{of_x_id}/",
        "login 404 away away 404 away away",
        is_post=True,
    ),
    # -- A person's account
    row("<language>/account/", "/en/account/", SIGNED_IN),
    row("<language>/account/sessions/", "/en/account/sessions/", SIGNED_IN),
    row("<language>/account/token/", "/en/account/token/", SIGNED_IN),
    row("<language>/account/email/", "/en/account/email/", SIGNED_IN),
    row("<language>/account/email/<str:token>/", "/en/account/email/no-token/", "200"),
    row("<language>/account/password/reset/", "/en/account/password/reset/", "200"),
    row(RESET_KEY, "/en/account/password/reset/key/1-no-key/", "200"),
    # Nobody here has a password yet.
    row("<language>/account/password/change/", "/en/account/password/change/", "login" + AWAY),
    row("<language>/account/password/set/", "/en/account/password/set/", SIGNED_IN),
    # Whoever has a second step shows it once more.
    row(f"{SECOND_STEP}totp/activate/", "/en/account/2fa/totp/activate/", CONFIRMED),
    row(
        f"{SECOND_STEP}totp/deactivate/",
        "/en/account/2fa/totp/deactivate/",
        "login 404 404 away away away away",
    ),
    row(
        f"{SECOND_STEP}recovery-codes/generate/",
        "/en/account/2fa/recovery-codes/generate/",
        CONFIRMED,
    ),
    row("<language>/account/^(?:confirm-email|login/code)/", "/en/account/confirm-email/", "404"),
    # -- What reaches a person
    row("<language>/notices/", "/en/notices/", SIGNED_IN),
    row(
        "<language>/notices/read/",
        "/en/notices/read/",
        "login 400 400 400 400 400 400",
        is_post=True,
    ),
    row("<language>/notices/preferences/", "/en/notices/preferences/", SIGNED_IN),
    # With a mail's own token it opens to everybody: the token is all that is asked.
    row("<language>/notices/stop/<str:token>/", "/en/notices/stop/{stop_token}/", "200"),
    row("<language>/notices/stop/<str:token>/", "/en/notices/stop/x/", "404"),
    # In the demo alone; tests/notices/test_the_mailbox_of_the_demo.py opens it.
    row("demo/mailbox/", "/demo/mailbox/", "404"),
    # -- People of an organisation, and their roles
    row(
        "<language>/organisations/<int:pk>/people/",
        "/en/organisations/{x_id}/people/",
        KEEPERS_OF_X,
    ),
    row(
        "<language>/organisations/<int:pk>/people/",
        "/en/organisations/{town_of_x_id}/people/",
        KEEPERS_OF_X,
        contact="200",
    ),
    row(
        "<language>/organisations/<int:pk>/people/",
        "/en/organisations/99999999/people/",
        NOBODY_SIGNED_IN,
    ),
    row(
        "<language>/organisations/<int:pk>/people/<int:person_id>/role/",
        "/en/organisations/{x_id}/people/{colleague_id}/role/",
        KEEPERS_OF_X,
    ),
    row(
        # Is to edit for X already; its editors have no other role to give.
        "<language>/organisations/<int:pk>/people/<int:person_id>/role/",
        "/en/organisations/{x_id}/people/{newcomer_id}/role/",
        "login 404 404 404 404 200 200",
    ),
    row(
        "<language>/organisations/<int:pk>/people/<int:person_id>/role/",
        "/en/organisations/{x_id}/people/{editor_of_y_id}/role/",
        NOBODY_SIGNED_IN,
    ),
    row("<language>/roles/<int:pk>/", "/en/roles/{waiting_role_id}/", KEEPERS_OF_X),
    row("<language>/roles/<int:pk>/", "/en/roles/99999999/", NOBODY_SIGNED_IN),
    # -- Leaving: one's own post, and those of people one keeps
    row("<language>/leaving/", "/en/leaving/", SIGNED_IN),
    row(
        "<language>/posts/<int:pk>/end/",
        "/en/posts/{post_id}/end/",
        "login 404 200 200 404 200 200",
        contact="404",
    ),
    row("<language>/posts/<int:pk>/end/", "/en/posts/{post_over_id}/end/", NOBODY_SIGNED_IN),
    row("<language>/departures/<int:pk>/", "/en/departures/{departure_id}/", KEEPERS_OF_X),
    row("<language>/departures/<int:pk>/", "/en/departures/99999999/", NOBODY_SIGNED_IN),
    row("<language>/profile/", "/en/profile/", SIGNED_IN),
    # -- Coming in: the link of an invitation, before it is taken back below
    row("<language>/join/invitation/<str:token>/", "{invitation_link}", "200"),
    row("<language>/join/invitation/<str:token>/", "/en/join/invitation/nothing/", "404"),
    # -- Coming in: invitations ------------ V M X EX EY PE AD
    row(
        "<language>/invitations/",
        "/en/invitations/",
        "login 404 404 200 200 200 200",
        contact="200",
    ),
    *(
        row(
            f"<language>/invitations/<int:organisation_id>/{door}/",
            f"/en/invitations/{{{organisation}}}/{door}/",
            answers,
            contact=contact,
        )
        for door in ("new", "list", "domains")
        for organisation, answers, contact in (
            ("town_of_x_id", "login 404 404 200 404 200 200", "200"),
            ("x_id", "login 404 404 200 404 200 200", "404"),
            ("y_id", "login 404 404 404 200 200 200", "404"),
        )
    ),
    row(
        "<language>/invitations/<int:organisation_id>/new/<int:person_id>/",
        "/en/invitations/{town_of_x_id}/new/{person_without_account_id}/",
        "login 404 404 200 404 200 200",
        contact="200",
    ),
    row(
        "<language>/invitations/<int:organisation_id>/new/<int:person_id>/",
        "/en/invitations/{x_id}/new/{person_without_account_id}/",
        "login" + " 404" * 6,
    ),
    row(
        "<language>/invitations/<int:organisation_id>/list/send/",
        "/en/invitations/{town_of_x_id}/list/send/",
        "login 404 404 away 404 away away",
        is_post=True,
        contact="away",
    ),
    row(
        "<language>/invitations/domain/<int:pk>/remove/",
        "/en/invitations/domain/{mail_domain_id}/remove/",
        "login 404 404 away 404 away away",
        is_post=True,
        contact="away",
    ),
    row(
        "<language>/invitations/open/<int:pk>/again/",
        "/en/invitations/open/{invitation_id}/again/",
        "login 404 404 away 404 away away",
        is_post=True,
        contact="away",
    ),
    row(
        "<language>/invitations/open/<int:pk>/revoke/",
        "/en/invitations/open/{invitation_id}/revoke/",
        "login 404 404 away 404 away away",
        is_post=True,
        contact="away",
    ),
    # -- Coming in: asking
    row("<language>/join/", "/en/join/?q=town", "200"),
    row("<language>/join/<int:organisation_id>/", "/en/join/{town_of_x_id}/", "200"),
    row("<language>/join/<int:organisation_id>/", "/en/join/99999999/", "404"),
    row("<language>/join/sent/", "/en/join/sent/", "200"),
    row("<language>/join/waiting/", "/en/join/waiting/", "200"),
    row("<language>/join/address/<str:token>/", "{proof_link}", "200"),
    row("<language>/join/address/<str:token>/", "/en/join/address/nothing/", "404"),
    row(
        "<language>/join/requests/",
        "/en/join/requests/",
        "login 404 404 200 200 200 200",
        contact="200",
    ),
    row(
        "<language>/join/requests/<int:pk>/",
        "/en/join/requests/{join_request_id}/",
        "login 404 404 200 404 200 200",
        contact="200",
    ),
    row(
        # Whose address nobody has shown to be theirs.
        "<language>/join/requests/<int:pk>/",
        "/en/join/requests/{unproven_request_id}/",
        "login" + " 404" * 6,
    ),
    # -- Writing
    row("<language>/write/", "/en/write/", SIGNED_IN),
    row("<language>/write/snapshot/", "/en/write/snapshot/", SIGNED_IN),
    row("<language>/write/article/", "/en/write/article/", SIGNED_IN),
    row("<language>/write/word/", "/en/write/word/", SIGNED_IN),
    row(
        # Begun by the member of X on the shelf of X; its editors and the programme's go on with it.
        "<language>/write/draft/<int:pk>/",
        "/en/write/draft/{draft_id}/",
        "login 404 200 200 404 200 200",
        contact="404",
    ),
    row("<language>/write/draft/<int:pk>/", "/en/write/draft/{public_id}/", "login" + " 404" * 6),
    row(
        "<language>/write/full-case/<int:pk>/",
        "/en/write/full-case/{snapshot_id}/",
        "login 404 200 200 404 200 200",
        contact="404",
    ),
    # -- Asking whoever answers for a text
    row("<language>/ask-about/<int:pk>/", "/en/ask-about/{public_id}/", SIGNED_IN),
    row(
        "<language>/ask-about/<int:pk>/",
        "/en/ask-about/{of_x_id}/",
        "login 404 200 200 404 200 200",
    ),
    # -- Organisations: what one is, is public; who keeps its page, is not everybody
    row("<language>/organisations/", "/en/organisations/", "200"),
    row("<language>/organisations/<int:pk>/", "/en/organisations/{x_id}/", "200"),
    row("<language>/organisations/<int:pk>/", "/en/organisations/99999999/", "404"),
    row(
        "<language>/organisations/<int:pk>/edit/",
        "/en/organisations/{x_id}/edit/",
        "login 403 403 200 403 200 403",
    ),
    row(
        # A member of X: its own contact edits it, the editors of X confirm it.
        "<language>/organisations/<int:pk>/edit/",
        "/en/organisations/{town_of_x_id}/edit/",
        "login 403 403 403 403 200 403",
        contact="200",
    ),
    row(
        "<language>/organisations/<int:pk>/confirm/",
        "/en/organisations/{town_of_x_id}/confirm/",
        "login 403 403 away 403 away 403",
        is_post=True,
        contact="away",
    ),
    row(
        "<language>/organisations/<int:pk>/write/",
        "/en/organisations/{x_id}/write/",
        SIGNED_IN,
    ),
    # -- People: as far as each lets others find them (R3)
    row("<language>/people/", "/en/people/", SIGNED_IN),
    row("<language>/people/", "/en/people/?sort=email", "login" + " 400" * 6),
    row("<language>/people/<int:pk>/", "/en/people/{listed_id}/", SIGNED_IN),
    row(
        "<language>/people/<int:pk>/", "/en/people/{seen_in_x_id}/", "login 404 200 404 404 404 404"
    ),
    row("<language>/people/<int:pk>/", "/en/people/{unlisted_id}/", "login" + " 404" * 6),
    row("<language>/people/<int:pk>/", "/en/people/99999999/", "login" + " 404" * 6),
    # What a person hides: the programme and administrators say why; an association's editors never.
    *(
        row(
            "<language>/people/<int:pk>/hidden/",
            f"/en/people/{{{person}}}/hidden/",
            "login 404 404 404 404 200 200",
        )
        for person in ("listed_id", "seen_in_x_id", "unlisted_id", "colleague_id")
    ),
    row("<language>/people/<int:pk>/hidden/", "/en/people/99999999/hidden/", NOBODY_SIGNED_IN),
    row("<language>/people/<int:pk>/write/", "/en/people/{listed_id}/write/", SIGNED_IN),
    row(
        "<language>/people/<int:pk>/write/", "/en/people/{unlisted_id}/write/", "login" + " 404" * 6
    ),
    row(
        "<language>/people/<int:pk>/block/",
        "/en/people/{listed_id}/block/",
        "login" + " away" * 6,
        is_post=True,
    ),
    row(
        "<language>/people/<int:pk>/block/",
        "/en/people/{unlisted_id}/block/",
        "login" + " 404" * 6,
        is_post=True,
    ),
    # -- Messages: those in a conversation, and nobody else whatever their role
    row("<language>/messages/", "/en/messages/", SIGNED_IN),
    row(
        "<language>/messages/<uuid:pk>/",
        "/en/messages/{talk_id}/",
        "login 200 200 404 404 404 404",
        contact="404",
    ),
    row(
        "<language>/messages/<uuid:pk>/",
        "/en/messages/00000000-0000-4000-8000-000000000000/",
        "login" + " 404" * 6,
    ),
    row(
        "<language>/messages/<uuid:pk>/read/",
        "/en/messages/{talk_id}/read/",
        "login 400 400 404 404 404 404",
        is_post=True,
        contact="404",
    ),
    row(
        "<language>/messages/<uuid:pk>/stop/",
        "/en/messages/{talk_id}/stop/",
        "login away away 404 404 404 404",
        is_post=True,
        contact="404",
    ),
    # -- Mails that could not be delivered: for the staff of the programme
    row("<language>/mails/parked/", "/en/mails/parked/", STAFF),
    row(
        "<language>/mails/parked/again/",
        "/en/mails/parked/again/",
        "login 404 404 404 404 400 400",
        is_post=True,
    ),
    row(
        "<language>/mails/parked/<int:pk>/",
        "/en/mails/parked/{parked_mail_id}/",
        "login 404 404 404 404 away away",
        is_post=True,
    ),
    row(
        "<language>/mails/parked/<int:pk>/",
        "/en/mails/parked/99999999/",
        NOBODY_SIGNED_IN,
        is_post=True,
    ),
    # -- Boards: by their audience; a visitor is sent to the login page from all that is not open
    row("<language>/boards/", "/en/boards/", "200"),
    row("<language>/boards/new/", "/en/boards/new/", "login 404 404 200 200 200 404"),
    row("<language>/boards/ask/", "/en/boards/ask/", SIGNED_IN),
    row("<language>/boards/mine/", "/en/boards/mine/", SIGNED_IN),
    row("<language>/boards/<int:pk>/", "/en/boards/{board_open}/", "200"),
    row("<language>/boards/<int:pk>/", "/en/boards/{board_for_members}/", SIGNED_IN),
    row("<language>/boards/<int:pk>/", "/en/boards/{board_of_x}/", BOARD_OF_X),
    row("<language>/boards/<int:pk>/", "/en/boards/{board_of_group}/", NOBODY_SIGNED_IN),
    row("<language>/boards/<int:pk>/", "/en/boards/99999999/", NOBODY_SIGNED_IN),
    row("<language>/boards/<int:pk>/edit/", "/en/boards/{board_of_x}/edit/", EDITOR_X),
    row(
        "<language>/boards/<int:pk>/edit/",
        "/en/boards/{board_open}/edit/",
        "login 404 404 404 404 200 404",
    ),
    *(
        row(
            f"<language>/boards/<int:pk>/{door}/",
            f"/en/boards/{{board_of_x}}/{door}/",
            "login 404 away away 404 away away",
            is_post=True,
        )
        for door in ("follow", "read")
    ),
    row("<language>/boards/<int:pk>/feed.atom", "/en/boards/{board_open}/feed.atom", "200"),
    row("<language>/boards/<int:pk>/feed.atom", "/en/boards/{board_of_x}/feed.atom", "404"),
    row("<language>/boards/<int:pk>/feed.atom", "/en/boards/{board_of_group}/feed.atom", "404"),
    # -- Topics: what waits is read by who wrote it and who looks after the board
    row("<language>/boards/topic/<int:pk>/", "/en/boards/topic/{topic_open}/", "200"),
    row("<language>/boards/topic/<int:pk>/", "/en/boards/topic/{topic_for_members}/", SIGNED_IN),
    row("<language>/boards/topic/<int:pk>/", "/en/boards/topic/{topic_of_x}/", BOARD_OF_X),
    row(
        "<language>/boards/topic/<int:pk>/", "/en/boards/topic/{topic_of_group}/", NOBODY_SIGNED_IN
    ),
    row("<language>/boards/topic/<int:pk>/", "/en/boards/topic/99999999/", NOBODY_SIGNED_IN),
    row(
        "<language>/boards/topic/<int:pk>/",
        "/en/boards/topic/{topic_held}/",
        "login 404 200 404 404 200 200",
        contact="404",
    ),
    row(
        "<language>/boards/topic/<int:pk>/reply/", "/en/boards/topic/{topic_open}/reply/", SIGNED_IN
    ),
    row(
        "<language>/boards/topic/<int:pk>/reply/",
        "/en/boards/topic/{topic_of_x}/reply/",
        BOARD_OF_X,
    ),
    row(
        "<language>/boards/topic/<int:pk>/reply/",
        "/en/boards/topic/{topic_locked}/reply/",
        MODERATORS_OF_OPEN,
    ),
    row(
        "<language>/boards/topic/<int:pk>/follow/",
        "/en/boards/topic/{topic_of_x}/follow/",
        "login 404 away away 404 away away",
        is_post=True,
    ),
    *(
        row(
            f"<language>/boards/topic/<int:pk>/{door}/",
            f"/en/boards/topic/{{topic_{name}}}/{door}/",
            answers,
        )
        for door in ("look-after", "article")
        for name, answers in (
            ("open", MODERATORS_OF_OPEN),
            ("of_x", MODERATORS_OF_X),
            ("of_group", NOBODY_SIGNED_IN),
        )
    ),
    row(
        "<language>/boards/topic/<int:pk>/credit/",
        "/en/boards/topic/{topic_of_x}/credit/",
        "login 404 200 404 404 404 404",
        contact="404",
    ),
    # -- Posts
    row("<language>/boards/post/<int:pk>/", "/en/boards/post/{post_open}/", "away"),
    row(
        "<language>/boards/post/<int:pk>/",
        "/en/boards/post/{post_of_x}/",
        "login 404 away away 404 away away",
    ),
    row(
        "<language>/boards/post/<int:pk>/",
        "/en/boards/post/{post_held}/",
        "login 404 away 404 404 away away",
        contact="404",
    ),
    row("<language>/boards/post/<int:pk>/", "/en/boards/post/99999999/", NOBODY_SIGNED_IN),
    row(
        "<language>/boards/post/<int:pk>/edit/",
        "/en/boards/post/{post_of_x}/edit/",
        "login 404 200 404 404 404 404",
        contact="404",
    ),
    row("<language>/boards/post/<int:pk>/before/", "/en/boards/post/{post_open}/before/", "200"),
    row(
        "<language>/boards/post/<int:pk>/before/", "/en/boards/post/{post_of_x}/before/", BOARD_OF_X
    ),
    row(
        "<language>/boards/post/<int:pk>/before/",
        "/en/boards/post/{answer_open}/before/",
        NOBODY_SIGNED_IN,
    ),
    row(
        "<language>/boards/post/<int:pk>/answer/",
        "/en/boards/post/{answer_of_x}/answer/",
        "login 404 away away 404 404 away",
        contact="404",
        is_post=True,
    ),
    row(
        "<language>/boards/post/<int:pk>/report/",
        "/en/boards/post/{post_of_x}/report/",
        "login 404 404 200 404 200 200",
        contact="200",
    ),
    row(
        "<language>/boards/attachment/<int:pk>/<path:name>",
        "/en/boards/attachment/{attachment_open}/list.csv",
        "200",
    ),
    row(
        "<language>/boards/attachment/<int:pk>/<path:name>",
        "/en/boards/attachment/{attachment_of_x}/list.csv",
        BOARD_OF_X,
    ),
    row(
        "<language>/boards/people/<int:pk>/follow/",
        "/en/boards/people/{member_of_x_id}/follow/",
        "login away 404 away away away away",
        contact="away",
        is_post=True,
    ),
    row(
        "<language>/boards/people/<int:pk>/follow/",
        "/en/boards/people/{listed_id}/follow/",
        NOBODY_SIGNED_IN,
        is_post=True,
    ),
    # -- What waits in the boards: who looks after the board decides, nobody on their own; what is
    # reported in a circle without anybody comes to its association or the programme
    row("<language>/boards/queue/", "/en/boards/queue/", HAS_A_QUEUE),
    row("<language>/boards/queue/done/", "/en/boards/queue/done/", HAS_A_QUEUE),
    *(
        row(
            f"<language>/boards/queue/post/<int:pk>/{door}",
            f"/en/boards/queue/post/{{{name}}}/{door}",
            answers,
        )
        for door in ("", "change/", "remove/")
        for name, answers in (
            ("post_open", MODERATORS_OF_OPEN),
            ("post_held", MODERATORS_OF_OPEN),
            ("post_of_x", MODERATORS_OF_X),
            # Of the editor of X, who does not decide on it, and is not removed by others.
            ("reported_of_x", NOBODY_SIGNED_IN if door == "remove/" else ADMINISTRATOR),
            ("reported_of_group", "login 404 404 404 404 200 404"),
            ("post_of_group", NOBODY_SIGNED_IN),
            ("post_removed", NOBODY_SIGNED_IN),
        )
    ),
    row(
        "<language>/boards/queue/post/<int:pk>/",
        "/en/boards/queue/post/{post_hidden}/",
        MODERATORS_OF_OPEN,
    ),
    row(
        "<language>/boards/queue/post/<int:pk>/change/",
        "/en/boards/queue/post/{post_hidden}/change/",
        NOBODY_SIGNED_IN,
    ),
    row(
        "<language>/boards/queue/done/<int:pk>/end/",
        "/en/boards/queue/done/{measure_of_x}/end/",
        "login 404 404 away 404 404 away",
        is_post=True,
    ),
    row(
        "<language>/boards/queue/done/<int:pk>/end/",
        "/en/boards/queue/done/{measure_everywhere}/end/",
        "login 404 404 404 404 away away",
        is_post=True,
    ),
    row("<language>/boards/post/<int:pk>/", "/en/boards/post/{post_removed}/", REMOVED_POST),
    row("<language>/boards/post/<int:pk>/", "/en/boards/post/{post_hidden}/", REMOVED_POST),
    row(
        "<language>/boards/post/<int:pk>/report/",
        "/en/boards/post/{post_hidden}/report/",
        NOBODY_SIGNED_IN,
    ),
    # -- A manual to take along
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_id}/", "200"),
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_of_x_id}/", ONLY_X),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_id}/pdf/", "200"),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_of_x_id}/pdf/", ONLY_X),
    # -- Newsletters: the page for its readers, and what its editors see from within
    row(PAGE, "{newsletter_of_x}", ONLY_X),
    row("<language>/associations/<int:pk>/publish/", "/en/associations/{x}/publish/", EDITOR_X),
    row(
        "<language>/associations/<int:pk>/publish/<int:number>/",
        "/en/associations/{x}/publish/{newsletter_id}/",
        EDITOR_X,
    ),
    row(
        "<language>/associations/<int:pk>/publish/<int:number>/",
        "/en/associations/{x}/publish/99999999/",
        "login" + " 404" * 6,
    ),
    row(
        "<language>/associations/<int:pk>/newsletters/",
        "/en/associations/{x}/newsletters/",
        WITHIN_X,
    ),
    row("<language>/newsletters/<int:pk>/", "/en/newsletters/{newsletter_id}/", WITHIN_X),
    row(
        "<language>/newsletters/<int:pk>/preview/<slug:whom>/",
        "/en/newsletters/{newsletter_id}/preview/member/",
        WITHIN_X,
    ),
    row(
        "<language>/newsletters/<int:pk>/preview/<slug:whom>/",
        "/en/newsletters/{newsletter_id}/preview/mayor/",
        "login" + " 404" * 6,
    ),
    row(
        "<language>/newsletters/<int:pk>/decide/",
        "/en/newsletters/{newsletter_id}/decide/",
        EDITOR_X,
        is_post=True,
    ),
    row(
        "<language>/newsletters/<int:pk>/stop/",
        "/en/newsletters/{newsletter_id}/stop/",
        "login 404 404 away 404 404 404",
        is_post=True,
    ),
    # -- What a member gave and received: for its people, its association's editors, the programme
    row(
        "<language>/organisations/<int:pk>/benefits/<int:year>/",
        "/en/organisations/{town_of_x_id}/benefits/2025/",
        "login 404 404 200 404 200 200",
        contact="200",
    ),
    row(
        "<language>/organisations/<int:pk>/benefits/<int:year>/",
        "/en/organisations/{town_of_x_id}/benefits/2019/",
        "login 404 404 404 404 404 404",
    ),
    row(
        "<language>/organisations/<int:pk>/benefits/<int:year>/pdf/",
        "/en/organisations/{town_of_x_id}/benefits/2025/pdf/",
        "login 404 404 200 404 200 200",
        contact="200",
    ),
    # -- Ours in the CMS
    row(
        "cms/tag-autocomplete/",
        "/cms/tag-autocomplete/?term=a",
        "login 404 404 200 200 200 200",
    ),
    # -- Doors of others: one row or more for each
    row("cms/", "/cms/", "login 404 404 200 200 200 200"),
    row("cms/", "/cms/pages/{of_x_id}/edit/", "login 404 404 200 404 200 200"),
    row("cms/", "/cms/pages/{draft_id}/history/", "login 404 404 200 404 200 200"),
    row("cms/", "/cms/users/", "login 404 404 404 404 away 200"),
    row("cms/", "/cms/users/new/", "404"),
    row("cms/", "/cms/users/delete/{colleague_id}/", "404"),
    row("cms/", "/cms/groups/", "404"),
    row("<language>/account/", "/en/account/login/", "200 away away away away away away"),
    row("<language>/account/", "/en/account/2fa/", "login 200 200 200 200 200 200"),
    # -- Rooms with rows of their own
    *benchmarking.ROWS,
    *internships.ROWS,
    *partnerships.ROWS,
    *calls.ROWS,
    *risks.ROWS,
    *training.ROWS,
    *training_cascade.ROWS,
    *training_persons.ROWS,
    *duty.ROWS,
    *search_saving.ROWS,
    *learning_trying.ROWS,
    *impact.ROWS,
]
