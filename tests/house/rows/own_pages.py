"""Who may open what of a person's own pages, account and notices."""

from tests.house.table import AWAY, CONFIRMED, RESET_KEY, SECOND_STEP, SIGNED_IN, Row, row

ROWS: list[Row] = [
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
]
