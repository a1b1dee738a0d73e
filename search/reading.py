"""Titles and addresses of things by their keys, read now for a person."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from pages.audiences import readable_by
from pages.registries import page_key
from search.sources import page_ids_among, readable_rows


def titles_of(keys: Iterable[str], person: Any) -> dict[str, tuple[str, str]]:
    """Of those that `person` may read now; one query for each room that is named."""
    asked = list(keys)
    known = {key: (one.title, one.url) for key, one in readable_rows(asked, person).items()}
    if page_ids := page_ids_among(asked):
        rows = readable_by(Page.objects.filter(pk__in=page_ids), person)
        for pk, title, url in rows.values_list("pk", "title", "our_address__address"):
            known[page_key(pk)] = (title, url)
    return known
