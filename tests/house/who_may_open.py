"""Who may open what: one row for each own address, and one or more for each door of others.

A column is a role, a cell is the answer's status; `login` is a redirect to the login page, `away`
a redirect elsewhere. Words in braces are things of tests/house/world.py. A new address without a
row fails the build (safeguards P01); so does a row whose address is gone.
"""

from dataclasses import dataclass

ROLES = (
    "visitor",
    "member",
    "member of X",
    "editor of X",
    "editor of Y",
    "programme editor",
    "administrator",
)


@dataclass(frozen=True)
class Row:
    """`pattern` is the address as the URL configuration has it, `address` one to ask for."""

    pattern: str
    address: str
    answers: tuple[str, ...]
    is_post: bool = False

    @property
    def expected(self) -> dict[str, str]:
        return dict(zip(ROLES, self.answers, strict=True))


def row(pattern: str, address: str, answers: str, *, is_post: bool = False) -> Row:
    """A row; one answer alone holds for every role."""
    cells = answers.split()
    return Row(pattern, address, tuple(cells * len(ROLES) if len(cells) == 1 else cells), is_post)


PAGE = "<language>/^((?:[\\w\\-]+/)*)$"
SIGNED_IN = "login 200 200 200 200 200 200"
ONLY_X = "404 404 200 200 404 200 200"

ROWS = [
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
    ),
    row("<language>/write/draft/<int:pk>/", "/en/write/draft/{public_id}/", "login" + " 404" * 6),
    row(
        "<language>/write/full-case/<int:pk>/",
        "/en/write/full-case/{snapshot_id}/",
        "login 404 200 200 404 200 200",
    ),
    # -- Asking whoever answers for a text
    row("<language>/ask-about/<int:pk>/", "/en/ask-about/{public_id}/", SIGNED_IN),
    row(
        "<language>/ask-about/<int:pk>/",
        "/en/ask-about/{of_x_id}/",
        "login 404 200 200 404 200 200",
    ),
    row("<language>/ask-about/<int:pk>/sent/", "/en/ask-about/{public_id}/sent/", SIGNED_IN),
    row(
        "<language>/ask-about/<int:pk>/sent/",
        "/en/ask-about/{of_x_id}/sent/",
        "login 404 200 200 404 200 200",
    ),
    # -- A manual to take along
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_id}/", "200"),
    row("<language>/take-along/<int:pk>/", "/en/take-along/{manual_of_x_id}/", ONLY_X),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_id}/pdf/", "200"),
    row("<language>/take-along/<int:pk>/pdf/", "/en/take-along/{manual_of_x_id}/pdf/", ONLY_X),
    # -- Ours in the CMS
    row(
        "cms/tag-autocomplete/",
        "/cms/tag-autocomplete/?term=a",
        "login login login 200 200 200 200",
    ),
    # -- Doors of others: one row or more for each
    row("cms/", "/cms/", "login login login 200 200 200 200"),
    row("cms/", "/cms/pages/{of_x_id}/edit/", "login login login 200 404 200 200"),
    row("cms/", "/cms/pages/{draft_id}/history/", "login login login 200 404 200 200"),
    row("cms/", "/cms/users/", "login login login 404 404 away 200"),
    row("<language>/account/", "/en/account/login/", "200 away away away away away away"),
    row("<language>/account/", "/en/account/2fa/", "login 200 200 200 200 200 200"),
]
