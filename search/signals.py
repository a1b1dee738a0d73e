"""Themes and organisations stand on many items: when one changes, its items are indexed again."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from benchmarking.permissions import benchmarks_found
from internships.permissions import offers_found
from learning.models import LibraryItem
from pages.models import Theme
from pages.registries import announce, announce_things
from people.models import EventPage, NewsPage, Organisation, RoleGroup
from search.models import GlossaryEntry
from search.terms import forget_glossary


def connect() -> None:
    """Listen to what pages do not announce by themselves."""
    post_save.connect(theme_was_changed, sender=Theme)
    pre_delete.connect(theme_was_changed, sender=Theme)
    post_save.connect(organisation_was_changed, sender=Organisation)
    pre_delete.connect(organisation_was_changed, sender=Organisation)
    post_save.connect(role_was_made, sender=RoleGroup)
    post_save.connect(glossary_was_changed, sender=GlossaryEntry)
    post_delete.connect(glossary_was_changed, sender=GlossaryEntry)


def theme_was_changed(instance: Theme, **_: Any) -> None:
    for model in (LibraryItem, NewsPage, EventPage):
        about = model.objects.filter(Q(themes=instance) | Q(themes__parent=instance))
        announce("changed", about.values_list("pk", flat=True).distinct())
    offers = offers_found().filter(Q(themes=instance) | Q(themes__parent=instance)).distinct()
    announce_things("changed", [offer.scope for offer in offers])
    of_indicators = Q(indicators__theme=instance) | Q(indicators__theme__parent=instance)
    about = Q(themes=instance) | Q(themes__parent=instance) | of_indicators
    announce_things("changed", [one.scope for one in benchmarks_found().filter(about).distinct()])


def organisation_was_changed(instance: Organisation, created: bool = False, **_: Any) -> None:
    if created:
        return
    items = LibraryItem.objects.filter(
        Q(author_organisation=instance) | Q(source_organisation=instance)
    )
    announce("changed", items.values_list("pk", flat=True))
    for model in (NewsPage, EventPage):
        announce("changed", model.objects.filter(association=instance).values_list("pk", flat=True))
    announce_things("changed", [one.scope for one in offers_found().filter(host=instance)])
    convened = benchmarks_found().filter(convener=instance)
    announce_things("changed", [one.scope for one in convened])


def role_was_made(instance: RoleGroup, **_: Any) -> None:
    """Editors of the programme keep the glossary and read what was sought in vain."""
    if instance.association_id is None:
        ours = Permission.objects.filter(content_type__app_label="search")
        instance.group.permissions.add(
            *ours.filter(Q(content_type__model="glossaryentry") | Q(codename="view_vainquery"))
        )


def glossary_was_changed(**_: Any) -> None:
    forget_glossary()
