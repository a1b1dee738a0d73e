"""What is an association's own: which rows go into its archive, in an order that an import keeps.

Deny by default: what another association or a closed group of others has a say in stays.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Collection, Page

from pages.models import Barrier, File, ItemUse, PageAudience, Picture
from pages.models.audience import PUBLIC, SIGNED_IN
from pages.tree import branch
from people.exit.kinds import ASSOCIATION_AUDIENCE, GROUP_AUDIENCE
from people.models import (
    Appointment,
    AssociationMembership,
    Newsletter,
    Organisation,
    Person,
    RoleGroup,
    SeenBy,
)

# So many numbers are asked for at once; SQLite takes no more than some thousand.
BATCH = 500
OF_THE_ASSOCIATION = (SeenBy.ASSOCIATION, SeenBy.SIGNED_IN)


def audiences_of(association: Organisation) -> dict[str, str]:
    """Keys of the audiences that are the association's to take, and their signs in an archive."""
    groups = association.closed_groups.order_by("pk").values_list("pk", flat=True)
    return {
        PUBLIC: PUBLIC,
        SIGNED_IN: SIGNED_IN,
        f"association:{association.pk}": ASSOCIATION_AUDIENCE,
        **{f"group:{pk}": f"{GROUP_AUDIENCE}:{number}" for number, pk in enumerate(groups, 1)},
    }


def page_ids_of(association: Organisation, keys: set[str]) -> tuple[list[int], int]:
    """Numbers of the pages of its space in the order of the tree, and how many pages stay.

    Those stay that stand behind an audience which is none of `keys`.
    """
    within = Q(pk=None)
    for path in association.spaces.values_list("path", flat=True):
        within |= branch(path)
    pages = Page.objects.filter(within)
    foreign = Barrier.objects.exclude(audience__key__in=keys).values("page_id")
    own = pages.exclude(pk__in=foreign).order_by("path").values_list("pk", flat=True)
    ids = list(own)
    return ids, pages.count() - len(ids)


def audience_keys_of_pages(page_ids: list[int]) -> dict[Any, str]:
    """The audience chosen for each of these pages that is closed itself, by translation key."""
    keys: dict[Any, str] = {}
    for some in in_batches(page_ids):
        pages = Page.objects.filter(pk__in=some).values("translation_key")
        rows = PageAudience.objects.filter(translation_key__in=pages)
        keys.update(rows.values_list("translation_key", "audience__key"))
    return keys


def collections_of(association: Organisation) -> list[Collection]:
    """The association's own collection and those in it; none where it has none."""
    role = RoleGroup.objects.filter(association=association).select_related("collection").first()
    if role is None or role.collection is None:
        return []
    return list(role.collection.get_descendants(inclusive=True).order_by("path"))


def stored_ids(
    model: type[Picture] | type[File], collections: list[Collection], page_ids: list[int]
) -> list[int]:
    """Pictures or files of the own collections, and those of the site that stand on live pages.

    Never one that another association keeps, wherever it stands.
    """
    own = model.objects.filter(collection__in=[one.pk for one in collections])
    ids = set(own.values_list("pk", flat=True))
    of_the_site = model.objects.exclude(collection__in=_collections_of_associations())
    field = "picture" if model is Picture else "file"
    for some in in_batches(page_ids):
        shown = ItemUse.objects.filter(page__in=some, **{f"{field}__in": of_the_site})
        ids.update(shown.values_list(f"{field}_id", flat=True))
    return sorted(ids)


def _collections_of_associations() -> QuerySet[Collection]:
    within = Q(pk=None)
    roles = RoleGroup.objects.exclude(association=None).exclude(collection=None)
    for path in roles.values_list("collection__path", flat=True):
        within |= Q(path__startswith=path)
    return Collection.objects.filter(within)


def memberships_of(association: Organisation) -> QuerySet[AssociationMembership]:
    """All it ever gave."""
    return association.memberships_given.select_related("member").order_by("from_on", "pk")


def appointments_of(association: Organisation) -> QuerySet[Appointment]:
    """Posts in the association and its members of today, that are held or begin later."""
    members = association.memberships_given.holding_on().values("member_id")
    goes_on = Q(until_on=None) | Q(until_on__gte=timezone.now().date())
    where = Q(organisation=association) | Q(organisation__in=members)
    return Appointment.objects.filter(goes_on, where).order_by("person_id", "from_on", "pk")


def newsletters_of(association: Organisation, keys: set[str]) -> QuerySet[Newsletter]:
    return association.newsletters.filter(audience__in=keys).order_by("pk")


def shows_address(person: Person) -> bool:
    """Whether the person shows their e-mail address to all of the association."""
    return (
        person.is_active
        and person.name_seen_by in OF_THE_ASSOCIATION
        and person.email_seen_by in OF_THE_ASSOCIATION
    )


def in_order(model: type[Any], ids: list[int]) -> Iterator[Any]:
    """Rows with these numbers, in this order, some hundred in memory at a time."""
    for some in in_batches(ids):
        rows = model.objects.in_bulk(some)
        yield from (rows[pk] for pk in some)


def in_batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
