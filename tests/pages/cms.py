"""What the tests of the CMS share: every address of it, and the forms of its editor."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)


def cms_patterns(patterns: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[Any]:
    """Name and pattern of every address below /cms/."""
    if patterns is None:
        (cms,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "cms/"]
        patterns = cms.url_patterns
    for one in patterns:
        if isinstance(one, URLPattern):
            yield ":".join([*spaces, one.name or ""]), one.pattern
        else:
            assert isinstance(one, URLResolver)
            yield from cms_patterns(
                one.url_patterns, (*spaces, *([one.namespace] if one.namespace else []))
            )


def address_with(name: str, pattern: Any, things: dict[str, Any]) -> tuple[str, bool] | None:
    """The address with the ids of `things` in it, and whether there are any."""
    try:
        if pattern.converters:
            return reverse(name, kwargs={key: things[key] for key in pattern.converters}), True
        if name == "wagtailadmin_pages:revisions_compare":
            return reverse(name, args=[things["page_id"], *things["revisions"]]), True
        return reverse(name), False
    except (NoReverseMatch, KeyError):
        return None


def article_form(**words: Any) -> dict[str, Any]:
    """What the editor posts for an article."""
    fields = {
        "title": "An article",
        "slug": "an-article",
        "summary": "",
        "body": streamfield([("text", rich_text("<p>Words.</p>"))]),
        "audience": "public",
        "themes": [],
        "tags": "",
        "item_countries": inline_formset([]),
        "licence": "CC BY 4.0",
        "is_original": "on",
        "comments": inline_formset([]),
        **words,
    }
    return nested_form_data(fields)
