"""Who may open what of writing for the library and asking whoever answers for a text."""

from tests.house.table import ONLY_X, SIGNED_IN, Row, row

ROWS: list[Row] = [
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
    # -- A manual to take along
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_id}/", "200"),
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_of_x_id}/", ONLY_X),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_id}/pdf/", "200"),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_of_x_id}/pdf/", ONLY_X),
]
