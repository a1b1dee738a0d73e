"""The language versions that a text of the library was given."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from learning.models import LibraryItem
from pages.audiences import readable_by
from pages.languages import OWN_NAMES
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page


def translations(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Versions beside the original that the reader may read; one query."""
    pages = keys_by_page(lessons)
    rows = LibraryItem.objects.filter(pk__in=list(pages), is_original=False)
    lines = readable_by(rows, reader).order_by("first_published_at", "pk")
    found: dict[str, list[Station]] = defaultdict(list)
    for pk, title, language, published_at, address in lines.values_list(
        "pk", "title", "language", "first_published_at", "our_address__address"
    ):
        found[pages[pk]].append(
            Station(
                on=localdate(published_at) if published_at else None,
                title=title,
                url=address,
                note=OWN_NAMES.get(language, language),
            )
        )
    return found


TRANSLATED = TrailPart("translated", _("Language versions"), translations)
