"""Benchmarks on a trail: rounds of one that is a lesson, and notes and actions that name a text.

What one who is ahead writes, and what each does next, is for who reads the figures of the round;
others are told of none. A text is named by its address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarking.models import ImprovementAction, PracticeNote, Round
from benchmarking.permissions import benchmarks_found, rounds_read_by
from pages.models import PageAddress
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page, keys_by_uuid

_ADDRESS = re.compile(r"/(?:[\w\-]+/)+")
FEW_PAGES = 50


def benchmarked(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """The same number of queries for each number of lessons and of notes."""
    rows = list(lessons)
    found: dict[str, list[Station]] = defaultdict(list)
    _add_rounds(found, keys_by_uuid(rows, "benchmark"))
    _add_words(found, keys_by_page(rows), reader)
    return found


def _add_rounds(found: dict[str, list[Station]], keys: dict[Any, str]) -> None:
    """When a benchmark was taken is for everyone who may know of it."""
    rounds = Round.objects.filter(benchmark__in=benchmarks_found().filter(pk__in=list(keys)))
    for one in rounds.order_by("begun_at", "pk"):
        found[keys[one.benchmark_id]].append(_station(one.pk, one.begun_at, one.title, ""))


def _station(pk: Any, at: datetime, title: str, note: str) -> Station:
    url = reverse("benchmark_round", args=[pk])
    return Station(on=localdate(at), title=title, url=url, note=note)


def _add_words(found: dict[str, list[Station]], pages: dict[int, str], reader: Any) -> None:
    person = reader if reader is not None else AnonymousUser()
    if not person.is_authenticated:
        return
    known = PageAddress.objects.filter(page__in=list(pages)).values_list("address", "page_id")
    keys = {address: pages[page] for address, page in known}
    for pk, title, text, at, note in _words_read_by(person, pages):
        named = dict.fromkeys(keys[part] for part in _ADDRESS.findall(text) if part in keys)
        for key in named:
            found[key].append(_station(pk, at, title, note))


def _words_read_by(
    person: Any, pages: Iterable[int]
) -> Iterator[tuple[Any, str, str, datetime, str]]:
    """Words that name one of `pages`, of rounds whose figures `person` reads."""
    rounds = rounds_read_by(person).values("pk")
    names = _names_one_of(list(pages))
    notes = PracticeNote.objects.filter(names, round__in=rounds).order_by("at")
    actions = ImprovementAction.objects.filter(names, round__in=rounds).order_by("at")
    fields = ("round_id", "version__title", "text", "at")
    for pk, title, text, at in notes.values_list(*fields):
        yield pk, title, text, at, _("how a town that is ahead does it")
    for pk, title, text, at in actions.values_list(*fields):
        yield pk, title, text, at, _("what a town will do next")


def _names_one_of(pages: list[int]) -> Exists | Q:
    """Where a text may name one of them. Each address is looked for in each text: that is done for
    one lesson with its versions and chapters, while of many all texts with any address are read.
    """
    if len(pages) > FEW_PAGES:
        return Q(text__contains="/")
    place = StrIndex(OuterRef("text"), F("address"))
    return Exists(PageAddress.objects.filter(page__in=pages).filter(GreaterThan(place, 0)))


BENCHMARKED = TrailPart("benchmark", gettext_lazy("Benchmarks"), benchmarked)
