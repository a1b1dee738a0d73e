"""Which associations' and groups' pages a person may read."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.models.audience import PUBLIC, SIGNED_IN
from people.models import AssociationMembership, ClosedGroup, Organisation, Person
from people.permissions import editor_roles_of


class SignedInAndPublic:
    """Names the two audiences that need no table."""

    def keys_for(self, person: Person) -> Iterable[str]:
        return ()

    def label(self, key: str) -> str | None:
        if key == PUBLIC:
            return _("Everyone")
        if key == SIGNED_IN:
            return _("All who are signed in")
        return None

    def keys_to_choose(self, person: Person) -> Iterable[str]:
        return (PUBLIC, SIGNED_IN)


class Associations:
    """`association:<id>`: people who today hold a post in it or in one of its members."""

    def keys_for(self, person: Person) -> Iterable[str]:
        # Programme staff and administrators read what any association tells its members (2A).
        roles = editor_roles_of(person)
        if person.is_superuser or roles.is_for_programme:
            ids = _all_association_ids()
        else:
            ids = association_ids_of(person) | roles.association_ids
        return (f"association:{pk}" for pk in ids)

    def label(self, key: str) -> str | None:
        kind, _colon, number = key.partition(":")
        if kind != "association":
            return None
        name = Organisation.objects.filter(pk=number).values_list("name", flat=True).first()
        return _("Members of %(association)s") % {"association": name or key}

    def keys_to_choose(self, person: Person) -> Iterable[str]:
        roles = editor_roles_of(person)
        if person.is_superuser or roles.is_for_programme:
            ids = _all_association_ids()
        else:
            ids = set(roles.association_ids)
        return (f"association:{pk}" for pk in sorted(ids))


class Groups:
    """`group:<id>`: the members of a closed group, nobody else."""

    def keys_for(self, person: Person) -> Iterable[str]:
        return (f"group:{pk}" for pk in person.closed_groups.values_list("pk", flat=True))

    def label(self, key: str) -> str | None:
        kind, _colon, number = key.partition(":")
        if kind != "group":
            return None
        name = ClosedGroup.objects.filter(pk=number).values_list("name", flat=True).first()
        return _("Group %(group)s") % {"group": name or key}

    def keys_to_choose(self, person: Person) -> Iterable[str]:
        return self.keys_for(person)


def _all_association_ids() -> set[int]:
    return set(Organisation.objects.associations().order_by().values_list("pk", flat=True))


def association_ids_of(person: Person) -> set[int]:
    """Associations the person belongs to today, by a post in them or in a member of theirs."""
    posts = person.appointments.holding_on().values("organisation_id")
    through = AssociationMembership.objects.holding_on().filter(member_id__in=posts)
    own = Organisation.objects.associations().filter(
        Q(pk__in=posts) | Q(pk__in=through.values("association_id"))
    )
    return set(own.order_by().values_list("pk", flat=True))


ASSOCIATIONS = Associations()
GROUPS = Groups()
SIGNED_IN_AND_PUBLIC = SignedInAndPublic()
