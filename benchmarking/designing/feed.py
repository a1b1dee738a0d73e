"""Benchmarks for feed readers: what everyone may read, and no more."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.models import Benchmark
from pages.addresses import absolute
from pages.feeds import Entry, answer_with


def feed_of(found: Iterable[Benchmark]) -> HttpResponse:
    """An Atom feed of benchmarks, newest first."""
    return answer_with(
        _("Benchmarks"),
        address=reverse("benchmarks_feed"),
        page=reverse("benchmarks"),
        entries=map(_entry, found),
    )


def _entry(one: Benchmark) -> Entry:
    return Entry(
        title=one.title,
        url=absolute(reverse("benchmark", args=[one.pk])),
        about=one.words or one.convener.name,
        key=f"urn:uuid:{one.pk}",
        begun_at=one.made_at,
        changed_at=one.made_at,
    )
