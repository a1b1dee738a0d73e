"""Paragraphs of the demo's funding manual beside the fields they are about."""

from typing import Any

from pages.blocks import anchor_of
from pages.models import PageAddress
from partnerships.guiding.actions import put_beside
from partnerships.registries import paragraph_at
from people.models import Person

LANGUAGE = "en"


def plant_guidance(field: str, slug: str, place: int, *, by: Person) -> None:
    """The heading at this place of the page with this slug, where the demo has that."""
    found = PageAddress.objects.filter(language=LANGUAGE, page__slug=slug, is_public=True).first()
    if found is None:
        return
    page: Any = found.page.specific
    headings = [block for block in page.body.raw_data if block["type"] == "heading"]
    if place < len(headings):
        key = paragraph_at(found.address, anchor_of(headings[place]["id"]))
        if key is not None:
            put_beside(by=by, field=field, thing=key)
