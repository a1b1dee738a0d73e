"""Words in a row, parted as the language of the screen parts them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pages.languages import comma_of

register = template.Library()


@register.simple_tag
def listed(*words: Any) -> SafeString:
    """E.g. `PDF, 3 pages`; what is empty is left out."""
    return _in_a_row(conditional_escape(word) for word in words if word)


@register.filter("listed")
def all_listed(words: Iterable[Any]) -> SafeString:
    """The same for words that are a list already."""
    return listed(*words)


@register.filter
def linked(entries: Iterable[Mapping[str, Any]]) -> SafeString:
    """A link for each of `entries` (name, url), in a row."""
    return _in_a_row(
        format_html('<a href="{}">{}</a>', entry["url"], entry["name"]) for entry in entries
    )


def _in_a_row(pieces: Iterable[SafeString]) -> SafeString:
    """`pieces` are escaped already."""
    return mark_safe(comma_of(get_language()).join(pieces))
