"""The role that this room adds: who looks after one board."""

from django.utils.translation import gettext_lazy as _

from forums.models import Board
from forums.reach import FACILITATOR_KEY
from people.actions import end_role, give_role
from people.models import Person, RoleGrant
from people.roles import Role

FACILITATOR = Role(
    FACILITATOR_KEY,
    _("facilitator of a board"),
    _("Looks after one board: reads first posts, marks answers, moves and hides."),
    "thing",
)


def facilitators_of(board: Board) -> list[Person]:
    """Who looks after the board by this role today, by name."""
    held = RoleGrant.objects.holding().filter(role=FACILITATOR_KEY, thing=board.grant_key)
    persons = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return list(persons.order_by("name", "pk"))


def make_facilitator(*, by: Person | None, person: Person, board: Board) -> RoleGrant:
    """Let `person` look after the board from now on; again gives the same grant."""
    return give_role(by=by, person=person, role=FACILITATOR, thing=board.grant_key)


def end_facilitator(*, by: Person | None, person: Person, board: Board) -> None:
    """Let `person` look after it no longer; again does nothing."""
    grants = RoleGrant.objects.open().filter(role=FACILITATOR_KEY, thing=board.grant_key)
    for grant in grants.filter(person=person):
        end_role(by=by, grant=grant)
