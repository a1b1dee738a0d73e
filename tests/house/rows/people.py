"""Who may open what of people and organisations: roles, leaving, what others see, messages."""

from tests.house.table import KEEPERS_OF_X, NOBODY_SIGNED_IN, SIGNED_IN, STAFF, Row, row

ROWS: list[Row] = [
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
]
