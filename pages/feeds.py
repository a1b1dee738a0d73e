"""Feeds of what is new, for feed readers (Atom, RFC 4287)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from pages.addresses import absolute
from pages.lines import one_line

SUMMARY = 300


@dataclass(frozen=True)
class Entry:
    """One new thing. `url` is whole; `key` stays the same for as long as it is there."""

    title: str
    url: str
    about: str
    key: str
    begun_at: datetime.datetime
    changed_at: datetime.datetime
    author: str = ""


def answer_with(
    title: str, *, address: str, page: str, entries: Iterable[Entry], key: str = ""
) -> HttpResponse:
    """The feed that stands at the path `address`, of what the page at the path `page` shows.

    Readers know it again by `key`, a path: its own where none is given.
    """
    feed = Atom1Feed(
        title=title,
        link=absolute(page),
        description="",
        language=get_language(),
        feed_url=absolute(address),
        feed_guid=absolute(key or address),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=one_line(entry.about, SUMMARY),
            unique_id=entry.key,
            author_name=entry.author or None,
            pubdate=entry.begun_at,
            updateddate=entry.changed_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "no-cache"
    return response
