"""Who may open what of pages and their files, of what is there for everybody, and of the CMS."""

from tests.house.table import ONLY_X, PAGE, SIGNED_IN, Row, row

ROWS: list[Row] = [
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
]
