"""Themes and organisations stand on many items: when one changes, its items are indexed again."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from learning.models import LibraryItem
from mentoring.models import Offer as MentorOffer
from pages.models import Theme
from pages.registries import announce, announce_things
from people.models import (
    Appointment,
    AssociationMembership,
    EventPage,
    NewsPage,
    Organisation,
    Person,
    RoleGroup,
)
from search.models import GlossaryEntry
from search.sources import ROOMS
from search.terms import forget_glossary

# No document says who confirmed an organisation, and when.
_OF_CONFIRMING = frozenset({"confirmed_on", "confirmed_by"})


def connect() -> None:
    """Listen to what pages do not announce by themselves."""
    post_save.connect(theme_was_changed, sender=Theme)
    pre_delete.connect(theme_was_changed, sender=Theme)
    post_save.connect(organisation_was_changed, sender=Organisation)
    pre_delete.connect(organisation_goes, sender=Organisation)
    for signal in (post_save, post_delete):
        signal.connect(membership_was_changed, sender=AssociationMembership)
        signal.connect(post_was_changed, sender=Appointment)
    post_save.connect(person_was_changed, sender=Person)
    post_save.connect(role_was_made, sender=RoleGroup)
    post_save.connect(glossary_was_changed, sender=GlossaryEntry)
    post_delete.connect(glossary_was_changed, sender=GlossaryEntry)


def theme_was_changed(instance: Theme, **_: Any) -> None:
    for model in (LibraryItem, NewsPage, EventPage):
        about = model.objects.filter(Q(themes=instance) | Q(themes__parent=instance))
        announce("changed", about.values_list("pk", flat=True).distinct())
    for rows in ROOMS:
        announce_things("changed", rows.keys_about(instance))


def organisation_was_changed(
    instance: Organisation,
    created: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    if update_fields is not None and _OF_CONFIRMING.issuperset(update_fields):
        return
    announce_things("changed", [instance.scope])
    if created:
        return
    items = LibraryItem.objects.filter(
        Q(author_organisation=instance) | Q(source_organisation=instance)
    )
    announce("changed", items.values_list("pk", flat=True))
    for model in (NewsPage, EventPage):
        announce("changed", model.objects.filter(association=instance).values_list("pk", flat=True))
    for rows in ROOMS:
        announce_things("changed", rows.keys_of(instance))


def organisation_goes(instance: Organisation, **_: Any) -> None:
    """It is found no more with the next request; what named it follows."""
    organisation_was_changed(instance)
    announce_things("removed", [instance.scope])


def membership_was_changed(instance: AssociationMembership, **_: Any) -> None:
    """Which associations a member is found by."""
    announce_things("changed", [f"organisation:{instance.member_id}"])


def post_was_changed(instance: Appointment, **_: Any) -> None:
    """A mentor is found by their post."""
    offers = MentorOffer.objects.filter(mentor=instance.person_id)
    announce_things("changed", [offer.scope for offer in offers.only("pk")])


def person_was_changed(instance: Person, **_: Any) -> None:
    """Who is here no more is found no more; all other changes cost nothing."""
    if not instance.is_active:
        offers = MentorOffer.objects.filter(mentor=instance)
        announce_things("removed", [offer.scope for offer in offers.only("pk")])


def role_was_made(instance: RoleGroup, **_: Any) -> None:
    """Editors of the programme keep the glossary."""
    if instance.association_id is None:
        ours = Permission.objects.filter(content_type__app_label="search")
        instance.group.permissions.add(*ours.filter(content_type__model="glossaryentry"))


def glossary_was_changed(**_: Any) -> None:
    forget_glossary()
