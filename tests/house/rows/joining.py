"""Who may open what of coming in."""

from tests.house.table import Row, row

ROWS: list[Row] = [
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
]
