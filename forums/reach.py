"""For which boards a person acts: whom they look after, and whose hidden posts they read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from pages.audiences import keys_for
from people.held import roles_held_by
from people.roles import ASSOCIATION_EDITOR, PROGRAMME_EDITOR

# The key of the role in people/roles.py; `forums.roles` says what it brings.
FACILITATOR_KEY = "board-facilitator"
_GRANT = "forums.board:"


@dataclass(frozen=True)
class Reach:
    """What a person may do in boards beside writing; nothing without being in their audience.

    A board is looked after by its facilitators, by the editors of its association (of the
    programme where it has none), and, unless it is a closed group's, by administrators. Editors of
    the programme read what is hidden in every board that they read (safeguards 2A).
    """

    person_id: int | None
    keys: frozenset[str]
    board_ids: frozenset[int]
    association_ids: frozenset[int]
    is_for_programme: bool
    is_administrator: bool

    @property
    def may_look_after_any(self) -> bool:
        return bool(
            self.board_ids or self.association_ids or self.is_for_programme or self.is_administrator
        )

    def reads(self, board: Any) -> bool:
        """Whether the person is in the audience of a board."""
        return board.audience.key in self.keys

    def moderates(self, board: Any) -> bool:
        """Whether the person looks after a board; twin of `moderated`."""
        if not self.reads(board):
            return False
        if board.pk in self.board_ids or board.association_id in self.association_ids:
            return True
        if self.is_for_programme and board.association_id is None:
            return True
        return self.is_administrator and board.audience.kind != "group"

    def answers_for(self, board: Any) -> bool:
        """Whether the board is one of the person's association, or of their programme.

        In its audience or not: what is reported in a closed board comes to them where nobody
        within looks after it. Twin of `answered_for`.
        """
        if board.association_id is None:
            return self.is_for_programme
        return board.association_id in self.association_ids

    def answered_for(self, path: str = "") -> Q:
        """Boards of the person's associations, and of the programme for its editors."""
        theirs = Q(**{f"{path}association__in": self.association_ids})
        if self.is_for_programme:
            theirs |= Q(**{f"{path}association__isnull": True})
        return theirs

    def reads_hidden(self, board: Any) -> bool:
        """Whether the person reads what waits and what is hidden there; twin of `hidden_open`."""
        return self.moderates(board) or (self.is_for_programme and self.reads(board))

    def readable(self, path: str = "") -> Q:
        """Boards whose audience the person is in; `path` leads to them, e.g. "topic__board__"."""
        return Q(**{f"{path}audience__key__in": self.keys})

    def moderated(self, path: str = "") -> Q:
        """Boards that the person looks after."""
        looked_after = Q(**{f"{path}pk__in": self.board_ids})
        looked_after |= Q(**{f"{path}association__in": self.association_ids})
        if self.is_for_programme:
            looked_after |= Q(**{f"{path}association__isnull": True})
        if self.is_administrator:
            looked_after |= ~Q(**{f"{path}audience__key__startswith": "group:"})
        return looked_after & self.readable(path)

    def hidden_open(self, path: str = "") -> Q:
        """Boards in which the person reads what waits and what is hidden."""
        return self.readable(path) if self.is_for_programme else self.moderated(path)


def reach_of(person: Any) -> Reach:
    """For which boards `person` (None: a visitor) acts; one query, asked once for each request."""
    if person is None or not person.is_authenticated:
        return Reach(None, keys_for(None), frozenset(), frozenset(), False, False)
    known: Reach | None = getattr(person, "_boards_reach", None)
    if known is None:
        known = _read_reach(person)
        # The person object lives no longer than the request.
        person._boards_reach = known  # noqa: SLF001 - ours, see above
    return known


def _read_reach(person: Any) -> Reach:
    held = roles_held_by(person) if person.is_active else frozenset()
    return Reach(
        person_id=person.pk,
        keys=keys_for(person),
        board_ids=frozenset(
            int(one.thing.removeprefix(_GRANT)) for one in held if one.role == FACILITATOR_KEY
        ),
        association_ids=frozenset(
            one.organisation_id
            for one in held
            if one.role == ASSOCIATION_EDITOR.key and one.organisation_id is not None
        ),
        is_for_programme=any(one.role == PROGRAMME_EDITOR.key for one in held),
        is_administrator=person.is_superuser and person.is_active,
    )
