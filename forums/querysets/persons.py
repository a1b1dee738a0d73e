"""Which persons look after a board, and decide on what was reported in it."""

from collections.abc import Iterable

from forums.models import Board, Post
from forums.reach import FACILITATOR_KEY
from pages.audiences import keys_for
from people.models import Person, RoleGrant
from people.querysets import editors_for, editors_for_programme


def who_looks_after(board: Board) -> list[Person]:
    """Its facilitators; where there are none, the editors of its association or the programme's.

    Only those who are in its audience. One query, and those of their audiences for each.
    """
    return _first_of(_facilitators_in(board), _editors_in(board))


def who_decides_on(post: Post) -> list[Person]:
    """Who is told of a report: who looks after the board, without whoever wrote the post.

    Where nobody is left, the editors of its association or of the programme, though they are not in
    its audience (safeguards 2A).
    """
    board = post.topic.board
    groups = (_facilitators_in(board), _editors_in(board), _editors_of(board))
    return _first_of(*([one for one in group if one.pk != post.author_id] for group in groups))


def _first_of(*groups: list[Person]) -> list[Person]:
    return next((persons for persons in groups if persons), [])


def _facilitators_in(board: Board) -> list[Person]:
    grants = RoleGrant.objects.holding().filter(role=FACILITATOR_KEY, thing=board.grant_key)
    persons = Person.objects.filter(pk__in=grants.values("person_id"), is_active=True)
    return _readers_among(persons.order_by("pk"), board)


def _editors_in(board: Board) -> list[Person]:
    return _readers_among(_editors_of(board), board)


def _editors_of(board: Board) -> list[Person]:
    if board.association_id is not None:
        persons = editors_for([board.association_id])
    else:
        persons = editors_for_programme()
    return list(persons.filter(is_active=True).order_by("pk"))


def _readers_among(persons: Iterable[Person], board: Board) -> list[Person]:
    return [one for one in persons if board.audience.key in keys_for(one)]
