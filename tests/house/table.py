"""What a row of the table of who may open what is made of; the table is who_may_open.py.

A column is a role, a cell is the answer's status; `login` is a redirect to the login page, `away`
a redirect elsewhere. Words in braces are things of tests/house/world.py and planted/.
"""

from dataclasses import dataclass, field
from typing import Any

ROLES = (
    "visitor",
    "member",
    "member of X",
    "editor of X",
    "editor of Y",
    "programme editor",
    "administrator",
    # Holds a post in a town of X and is its contact (R11).
    "contact in X",
)
COLUMNS = len(ROLES) - 1


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


def row(
    pattern: str, address: str, answers: str, *, is_post: bool = False, contact: str = ""
) -> Row:
    """A row; one answer alone holds for every role.

    A contact is answered like a member of X where no answer of their own is named.
    """
    cells = answers.split()
    cells = cells * COLUMNS if len(cells) == 1 else cells
    return Row(pattern, address, (*cells, contact or cells[ROLES.index("member of X")]), is_post)


PAGE = "<language>/^((?:[\\w\\-]+/)*)$"
SIGNED_IN = "login 200 200 200 200 200 200"
AWAY = " away" * 6
CONFIRMED = "login 200 200 away away away away"
SECOND_STEP = "<language>/account/2fa/"
RESET_KEY = "<language>/account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
ONLY_X = "404 404 200 200 404 200 200"
EDITOR_X = "login 404 404 200 404 404 404"
WITHIN_X = "login 404 404 200 404 200 200"

KEEPERS_OF_X = "login 404 404 200 404 200 200"
STAFF = "login 404 404 404 404 200 200"
NOBODY_SIGNED_IN = "login 404 404 404 404 404 404"

BOARD_OF_X = "login 404 200 200 404 200 200"
MODERATORS_OF_X = "login 404 404 200 404 404 200"
MODERATORS_OF_OPEN = "login 404 404 404 404 200 200"
ADMINISTRATOR = "login 404 404 404 404 404 200"
HAS_A_QUEUE = "login 404 404 200 200 200 200"
# Its author is another than the member of X.
REMOVED_POST = "login 404 404 404 404 away away"

EDITORS_OF_X_ALONE = "login 404 404 200 404 404 200"


@dataclass(frozen=True)
class Door:
    """What is posted by whom to change something there; `get` is what reading it is answered."""

    address: str
    role: str
    sent: dict[str, Any] = field(default_factory=dict)
    get: int = 200
