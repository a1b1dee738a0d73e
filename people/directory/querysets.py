"""Whom and what the directory lists."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from pages.keeping import kept
from people.models import (
    Appointment,
    AssociationMembership,
    Organisation,
    Person,
    RoleGrant,
)
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT

MOST_PERSONS = 50


def organisations_narrowed(chosen: dict[str, str]) -> QuerySet[Organisation]:
    """Organisations of a country, kind and size band that are members of an association today."""
    found = Organisation.objects.all()
    if "country" in chosen:
        found = found.filter(country=chosen["country"])
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "size" in chosen:
        found = found.of_size(chosen["size"])
    if "association" in chosen:
        found = found.filter(pk__in=members_of(chosen["association"]))
    return found


def members_of(association_id: Any) -> QuerySet[Any]:
    """Numbers of today's members of an association."""
    joined = AssociationMembership.objects.holding_on().filter(association_id=association_id)
    return joined.values("member_id")


def associations_of(organisation_ids: list[int]) -> dict[int, list[Organisation]]:
    """Today's associations of each organisation, by its number; one query."""
    joined = AssociationMembership.objects.holding_on().filter(member_id__in=organisation_ids)
    found: dict[int, list[Organisation]] = {pk: [] for pk in organisation_ids}
    for membership in joined.select_related("association").order_by("association__name"):
        found[membership.member_id].append(membership.association)
    return found


def countries_in_use(site_version: int | None) -> list[str]:
    """Country codes of all organisations, kept until one of them changes."""
    return kept(
        "organisation-countries",
        site_version,
        lambda: [
            str(code)
            for code in Organisation.objects.order_by()
            .exclude(country="")
            .values_list("country", flat=True)
            .distinct()
        ],
    )


def association_names(site_version: int | None) -> dict[str, str]:
    """Names of all associations by their number, kept until an organisation changes."""
    rows = Organisation.objects.associations().values_list("pk", "name")
    return kept("association-names", site_version, lambda: {str(pk): name for pk, name in rows})


def contacts_of(organisation: Organisation) -> list[Appointment]:
    """Today's posts of its contacts; an association's editors are its contacts too. One query."""
    grants = RoleGrant.objects.holding().filter(
        role__in=(ORGANISATION_CONTACT.key, ASSOCIATION_EDITOR.key), organisation=organisation
    )
    held = Appointment.objects.holding_on().filter(organisation=organisation)
    return list(
        held.filter(person__in=grants.values("person_id"), person__is_active=True)
        .select_related("person")
        .order_by("from_on", "pk")
    )


def persons_narrowed(viewer: Any, chosen: dict[str, str]) -> QuerySet[Person]:
    """Persons whom `viewer` may find, by what each lets this viewer see (2A, D11)."""
    found = Person.objects.listed_for(viewer)
    if "organisation" in chosen:
        held = _held_in(Q(organisation=chosen["organisation"]))
        found = found.showing("organisation", viewer).filter(pk__in=held)
    if "association" in chosen:
        own, joined = chosen["association"], members_of(chosen["association"])
        held = _held_in(Q(organisation=own) | Q(organisation__in=joined))
        found = found.showing("organisation", viewer).filter(pk__in=held)
    if "theme" in chosen:
        themed = Person.themes.through.objects.filter(theme__slug=chosen["theme"])
        found = found.showing("themes", viewer).filter(pk__in=themed.values("person_id"))
    if "language" in chosen:
        found = found.showing("languages", viewer).filter(spoken_languages__code=chosen["language"])
    return found


def _held_in(organisation: Q) -> QuerySet[Any]:
    return Appointment.objects.holding_on().filter(organisation).values("person_id")


def with_posts_of_today(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Each with `posts_of_today`, oldest first, and their organisations; one query more."""
    held = Appointment.objects.holding_on().select_related("organisation").order_by("from_on", "pk")
    return persons.prefetch_related(Prefetch("appointments", held, to_attr="posts_of_today"))


def persons_at(organisation: Organisation, viewer: Any) -> QuerySet[Person]:
    """Who works there today, as far as `viewer` may know."""
    return persons_narrowed(viewer, {"organisation": str(organisation.pk)}).order_by("name", "pk")
