"""Who may open what of the space of an association: its pages, what its editors keep, newsletters,
and what a member gave and received.
"""

from tests.house.table import (
    EDITOR_X,
    EDITORS_OF_X_ALONE,
    ONLY_X,
    PAGE,
    SIGNED_IN,
    WITHIN_X,
    Row,
    row,
)

KINDS = ("news", "events", "documents")
OF_EACH_KIND = [
    # Each kind of page of a space, for each audience.
    one
    for kind in KINDS
    for one in (
        row(PAGE, f"{{{kind}}}", "200"),
        row(PAGE, f"{{{kind}_open}}", "200"),
        row(PAGE, f"{{{kind}_for_members}}", SIGNED_IN),
        row(PAGE, f"{{{kind}_of_x}}", ONLY_X),
        row(PAGE, f"{{{kind}_of_group}}", "404"),
        row(PAGE, f"{{{kind}_draft}}", "404"),
    )
]

ROWS: list[Row] = [
    # -- The space of an association
    row(PAGE, "{space}", "200"),
    row(PAGE, "{shelf_of_x}", "200"),
    *OF_EACH_KIND,
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
]
