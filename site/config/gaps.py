"""What siblings have for who is behind in a benchmark: texts, mentors, and a topic to talk in."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from benchmarking.registries import Seen
from forums.actions.writing import TopicWords, begin_topic
from forums.models import Board, Topic
from forums.permissions import can_write_in
from learning.models import LibraryItem
from mentoring.models import Offer
from pages.models import Theme
from pages.registries import Action
from people.limits import TooMany
from people.models import Appointment, Person

MOST_OF_A_PLACE = 5


def _near(theme: Theme) -> Q:
    return Q(themes=theme) | Q(themes__parent=theme)


def cases(*, theme: Theme, organisation_ids: list[int], person: Any) -> Iterable[Seen]:
    """Texts on a theme by these organisations, each in the reader's language where it can be."""
    items = LibraryItem.objects.visible_to(person).filter(
        _near(theme), author_organisation__in=organisation_ids
    )
    chosen: dict[Any, LibraryItem] = {}
    language = get_language()
    for item in items.select_related("our_address").defer("body").order_by("-listed_at", "pk"):
        known = chosen.get(item.translation_key)
        if (
            known is None
            or item.language == language
            or (item.is_original and known.language != language)
        ):
            chosen[item.translation_key] = item
    counts: dict[int, int] = {}
    for item in chosen.values():
        place = item.author_organisation_id
        counts[place] = counts.get(place, 0) + 1
        if counts[place] <= MOST_OF_A_PLACE:
            kind = str(item.get_item_type_display())
            yield Seen(item.title, item.our_address.address, place, kind)


def mentors(*, theme: Theme, organisation_ids: list[int], person: Any) -> Iterable[Seen]:
    """Who works there today and has a place free; those who know the theme come first."""
    posts = Appointment.objects.holding_on().filter(organisation__in=organisation_ids)
    offers = Offer.objects.visible_to(person).free().exclude(mentor=person.pk)
    rows = offers.filter(mentor__in=posts.values("person")).select_related("mentor")
    free = {offer.mentor_id: offer for offer in rows}
    known = set(
        Offer.objects.filter(_near(theme), pk__in=[one.pk for one in free.values()])
        .values_list("mentor_id", flat=True)
        .distinct()
    )
    held = posts.filter(person__in=free).order_by("person__name", "pk")
    lines = [
        Seen(
            free[post.person_id].mentor.name,
            reverse("mentor", args=[free[post.person_id].pk]),
            post.organisation_id,
            post.post,
            post.person_id in known,
        )
        for post in held
    ]
    return sorted(lines, key=lambda one: not one.is_on_theme)


def _key(key: uuid.UUID) -> uuid.UUID:
    """The topic's own, so that one thing has one topic."""
    return uuid.uuid5(key, "benchmarking.indicator")


def talk_of(*, key: uuid.UUID, person: Any) -> Action | None:
    topic = Topic.objects.seen().visible_to(person).filter(key=_key(key)).first()
    return Action(topic.title, reverse("topic", args=[topic.pk])) if topic is not None else None


def begin_talk(*, by: Person, key: uuid.UUID, title: str, text: str, theme: Theme) -> Action | None:
    """In a board on the theme where there is one; None where it cannot be begun."""
    there = talk_of(key=key, person=by)
    if there is not None or Topic.objects.filter(key=_key(key)).exists():
        return there
    readable = Board.objects.visible_to(by).for_list()
    boards = [one for one in readable if can_write_in(by, one)]
    near = {theme.pk, theme.parent_id}
    boards.sort(key=lambda one: (one.theme_id not in near, one.association_id is not None))
    if not boards:
        return None
    said = TopicWords(
        kind=Topic.Kind.DISCUSSION,
        title=(_("Benchmark: %(title)s") % {"title": title})[:150],
        language=get_language() or "en",
        text=text,
    )
    try:
        topic = begin_topic(by=by, board=boards[0], key=_key(key), said=said)
    except (ValidationError, TooMany):
        return None
    return Action(topic.title, reverse("topic", args=[topic.pk]))
