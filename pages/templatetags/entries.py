"""Links of a facet or a filter.

Eighty of them may stand beside one list; as nodes of a template they would cost more than the list.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def entry_links(entries: Iterable[Mapping[str, Any]]) -> SafeString:
    """A `<li>` for each of `entries`: label, url, is_chosen, and count where there is one."""
    return mark_safe("\n".join(_entry_link(entry) for entry in entries))


@register.simple_tag
def tab_links(tabs: Iterable[Mapping[str, Any]]) -> SafeString:
    """The same for tabs: the open one is the page that one is on."""
    return mark_safe("".join(_entry_link(tab, "page") for tab in tabs))


def _entry_link(entry: Mapping[str, Any], current_as: str = "true") -> str:
    current = f' aria-current="{current_as}"' if entry.get("is_chosen") else ""
    count = entry.get("count")
    number = "" if count is None else f' <span class="number">{escape(str(count))}</span>'
    label = escape(str(entry["label"]))
    url = escape(str(entry["url"]))
    return f'<li><a href="{url}"{current}><span>{label}</span>{number}</a></li>'
