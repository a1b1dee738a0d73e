"""Which persons look after a board."""

from forums.models import Board
from forums.reach import FACILITATOR_KEY
from pages.audiences import keys_for
from people.models import Person, RoleGrant
from people.querysets import editors_for, editors_for_programme


def who_looks_after(board: Board) -> list[Person]:
    """Its facilitators; where there are none, the editors of its association or the programme's.

    Only those who are in its audience. One query, and those of their audiences for each.
    """
    grants = RoleGrant.objects.holding().filter(role=FACILITATOR_KEY, thing=board.grant_key)
    near = [Person.objects.filter(pk__in=grants.values("person_id"))]
    if board.association_id is not None:
        near.append(editors_for([board.association_id]))
    else:
        near.append(editors_for_programme())
    for persons in near:
        found = [
            one
            for one in persons.filter(is_active=True).order_by("pk")
            if board.audience.key in keys_for(one)
        ]
        if found:
            return found
    return []
