"""Who may open what of boards, topics and posts, and of what waits there."""

from tests.house.table import (
    ADMINISTRATOR,
    BOARD_OF_X,
    EDITOR_X,
    HAS_A_QUEUE,
    MODERATORS_OF_OPEN,
    MODERATORS_OF_X,
    NOBODY_SIGNED_IN,
    REMOVED_POST,
    SIGNED_IN,
    Row,
    row,
)

ROWS: list[Row] = [
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
]
