"""What siblings have to learn from, in the words of the partnership registry."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from benchmarking.models import Round
from benchmarking.permissions import benchmarks_found
from forums.models import Topic
from internships.models import HostOffer
from internships.states import OfferState
from learning.cards import TYPE_LABELS
from learning.models import LibraryItem
from mentoring.models import Pair
from pages.addresses import absolute
from pages.audiences import readable_by
from partnerships.registries import Learnable, Learnt
from training.models import Event

TEXT, TOPIC, TRAINING, PLACEMENT = "library-item", "topic", "training", "placement-offer"
BENCHMARK, MENTORSHIP = "benchmark", "mentorship"


def _tail(key: str) -> str:
    return key.partition(":")[2]


def _uuids(keys: Iterable[str]) -> list[uuid.UUID]:
    """Those that are any: a key may come from an address."""
    found = []
    for key in keys:
        try:
            found.append(uuid.UUID(_tail(key)))
        except ValueError:
            continue
    return found


def _matched(path: str, name: str) -> Any:
    """What the address `name` has behind it at this path; None where it is another address.

    The path may be of another language than the screen: who reads Arabic sends what they read.
    """
    language = translation.get_language_from_path(path) or translation.get_language() or "en"
    try:
        with translation.override(language):
            match = resolve(path)
    except Resolver404:
        return None
    return match.kwargs.get("pk") if match.url_name == name else None


# -- Texts of the library --------------------------------------------------------------------------


def _text_at(path: str) -> str | None:
    found = LibraryItem.objects.filter(our_address__address=path).first()
    return None if found is None else f"{TEXT}:{found.translation_key}"


def _texts(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """The original of each; two queries."""
    rows = LibraryItem.objects.live().filter(translation_key__in=_uuids(keys), is_original=True)
    found = readable_by(rows, reader).select_related("our_address")
    return {
        f"{TEXT}:{item.translation_key}": Learnt(
            key=f"{TEXT}:{item.translation_key}",
            title=item.title,
            url=absolute(item.our_address.address),
            language=item.language,
            kind=TYPE_LABELS[item.item_type],
        )
        for item in found
    }


# -- Topics ----------------------------------------------------------------------------------------


def _topic_at(path: str) -> str | None:
    pk = _matched(path, "topic")
    return None if pk is None else f"{TOPIC}:{pk}"


def _topics(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    tails = map(_tail, keys)
    numbers = [
        int(tail) for tail in tails if tail.isascii() and tail.isdecimal() and len(tail) < 18
    ]
    rows = Topic.objects.seen().visible_to(reader).filter(pk__in=numbers)
    return {
        f"{TOPIC}:{topic.pk}": Learnt(
            key=f"{TOPIC}:{topic.pk}",
            title=topic.title,
            url=absolute(reverse("topic", args=[topic.pk])),
            language=topic.language,
            kind=_("In the boards"),
        )
        for topic in rows
    }


# -- Trainings and placements ----------------------------------------------------------------------


def _training_at(path: str) -> str | None:
    pk = _matched(path, "training")
    return None if pk is None else f"{TRAINING}:{pk}"


def _trainings(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """Titles of trainings are public (2B)."""
    return {
        f"{TRAINING}:{event.pk}": Learnt(
            key=f"{TRAINING}:{event.pk}",
            title=event.title,
            url=absolute(reverse("training", args=[event.pk])),
            language=event.language,
            kind=_("Training"),
        )
        for event in Event.objects.filter(pk__in=_uuids(keys))
    }


def _placement_at(path: str) -> str | None:
    pk = _matched(path, "host_offer")
    return None if pk is None else f"{PLACEMENT}:{pk}"


def _placements(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """Published offers are for everyone; who went stays with the three."""
    rows = HostOffer.objects.exclude(state=OfferState.DRAFT).filter(pk__in=_uuids(keys))
    return {
        f"{PLACEMENT}:{offer.pk}": Learnt(
            key=f"{PLACEMENT}:{offer.pk}",
            title=offer.title,
            url=absolute(reverse("host_offer", args=[offer.pk])),
            language=offer.language,
            kind=_("Placement"),
        )
        for offer in rows
    }


# -- Benchmarks ------------------------------------------------------------------------------------


def _benchmark_at(path: str) -> str | None:
    """Its own page, or that of a round: what was learnt there is of the benchmark."""
    pk = _matched(path, "benchmark")
    if pk is None and (round_pk := _matched(path, "benchmark_round")) is not None:
        found = Round.objects.filter(pk=round_pk).values_list("benchmark", flat=True)
        pk = found.first()
    return None if pk is None else f"{BENCHMARK}:{pk}"


def _benchmarks(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """What a benchmark is about is for everyone once it is open; figures are its group's."""
    return {
        one.scope: Learnt(
            key=one.scope,
            title=one.title,
            url=absolute(reverse("benchmark", args=[one.pk])),
            language=one.language,
            kind=_("Benchmark"),
        )
        for one in benchmarks_found().filter(pk__in=_uuids(keys))
    }


# -- Mentorships -----------------------------------------------------------------------------------


def _pair_at(path: str) -> str | None:
    pk = _matched(path, "pair")
    return None if pk is None else f"{MENTORSHIP}:{pk}"


def _pairs(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """Only the two know of it; the page of a partnership has a number for it, and no more (2C)."""
    if reader is None or not reader.is_authenticated:
        return {}
    rows = Pair.objects.visible_to(reader).filter(pk__in=_uuids(keys))
    return {
        f"{MENTORSHIP}:{pair.pk}": Learnt(
            f"{MENTORSHIP}:{pair.pk}", title="", url="", language="", kind=_("Mentorship")
        )
        for pair in rows
    }


LEARNABLE = (
    Learnable(TEXT, _("Texts"), _text_at, _texts),
    Learnable(TOPIC, _("Topics"), _topic_at, _topics),
    Learnable(TRAINING, _("Trainings"), _training_at, _trainings),
    Learnable(PLACEMENT, _("Placements"), _placement_at, _placements),
    Learnable(BENCHMARK, _("Benchmarks"), _benchmark_at, _benchmarks),
    Learnable(MENTORSHIP, _("Mentorships"), _pair_at, _pairs, only_counted=True),
)
