"""Benchmarks for feed readers: what everyone may read, and no more."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from benchmarking.models import Benchmark
from pages.addresses import absolute
from pages.lines import one_line

SUMMARY = 300


def feed_of(found: Iterable[Benchmark]) -> str:
    """An Atom feed of benchmarks, newest first."""
    address = absolute(reverse("benchmarks_feed"))
    feed = Atom1Feed(
        title=_("Benchmarks"),
        link=absolute(reverse("benchmarks")),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
    )
    for one in found:
        feed.add_item(
            title=one.title,
            link=absolute(reverse("benchmark", args=[one.pk])),
            description=one_line(one.words or one.convener.name, SUMMARY),
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.made_at,
            updateddate=one.made_at,
        )
    return str(feed.writeString("utf-8"))
