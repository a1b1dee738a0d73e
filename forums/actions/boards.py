"""Making a board, and changing what it is."""

from dataclasses import dataclass

from django.db import transaction

from forums.models import Board
from forums.roles import end_facilitator, facilitators_of, make_facilitator
from pages.audiences import keys_for
from pages.models import Audience, SiteVersion, Theme
from pages.registries import announce_things
from people.audit import record
from people.models import Organisation, Person
from people.querysets import choosable_by, those_who_can_sign_in


class NobodyThere(Exception):
    """Nobody near to whoever asks, who reads this board, signs in with that address."""


@dataclass(frozen=True)
class BoardWords:
    """What the form of a board says.

    `facilitator` is an address, empty for nobody, None for whoever it is now.
    """

    name: str
    purpose: str
    theme: Theme | None
    audience_key: str
    facilitator: str | None = ""


@transaction.atomic
def make_board(*, by: Person, association: Organisation | None, said: BoardWords) -> Board:
    """Make a board of an association, or of the programme; raises NobodyThere."""
    audience, _is_new = Audience.objects.get_or_create(key=said.audience_key)
    board = Board.objects.create(
        name=said.name,
        purpose=said.purpose,
        theme=said.theme,
        audience=audience,
        association=association,
    )
    _put_in_charge(by, board, said.facilitator)
    record("forums.board-made", by=by, thing=board, organisation=association)
    # A board that is closed to somebody is kept out of what is found from now on.
    SiteVersion.advance()
    return board


@transaction.atomic
def change_board(*, by: Person, board: Board, said: BoardWords) -> None:
    """Change what a board is; a new audience holds with the next request. Raises NobodyThere."""
    audience, _is_new = Audience.objects.get_or_create(key=said.audience_key)
    Board.objects.filter(pk=board.pk).update(
        name=said.name, purpose=said.purpose, theme=said.theme, audience=audience
    )
    board.refresh_from_db()
    _put_in_charge(by, board, said.facilitator)
    record("forums.board-changed", by=by, thing=board, organisation=board.association)
    SiteVersion.advance()
    announce_things("changed", [topic.scope for topic in board.topics.only("pk")])


def _put_in_charge(by: Person, board: Board, address: str | None) -> None:
    """Let the person with this address look after the board, and nobody else by this role.

    Only somebody whom `by` may be named in other lists too: an address tells no stranger's name.
    """
    if address is None:
        return
    present = facilitators_of(board)
    wanted = None
    if address:
        near = choosable_by(by).filter(pk__in=those_who_can_sign_in().values("pk"))
        wanted = near.filter(email__iexact=address).first()
        if wanted is None or board.audience.key not in keys_for(wanted):
            raise NobodyThere
        if wanted not in present:
            make_facilitator(by=by, person=wanted, board=board)
    for person in present:
        if person != wanted:
            end_facilitator(by=by, person=person, board=board)
