"""What stands on a page of a thing beside the thing: its view, actions, talks, the similar."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from .registry import Registry


@dataclass(frozen=True)
class Action:
    """A link offered to a person on an item, e.g. "Ask about this"."""

    label: str
    url: str


@dataclass(frozen=True)
class Found:
    """A thing that is much like something: its title, in which language, where, and what it is."""

    title: str
    language: str
    url: str
    kind: str


class PageViews:
    """Which view shows which kind of page."""

    def __init__(self) -> None:
        self._views: dict[type, Callable[[HttpRequest, Any], HttpResponse]] = {}

    def add(self, model: type, view: Callable[[HttpRequest, Any], HttpResponse]) -> None:
        self._views[model] = view

    def view_for(self, model: type) -> Callable[[HttpRequest, Any], HttpResponse]:
        """The view; KeyError for a page model that no room shows, which is a fault of that room."""
        return self._views[model]


page_views = PageViews()
home_parts: Registry[Callable[[HttpRequest, Any], dict[str, Any]]] = Registry(
    "what stands on the home page of a language: adds to the context of its template"
)
space_parts: Registry[Callable[[HttpRequest, Any], dict[str, Any]]] = Registry(
    "what stands on the home of an association's space: adds to the context of its template"
)
page_readings: Registry[Callable[[Any, Any], None]] = Registry(
    "told of each page a signed-in person is shown: the person, the page; no database is written"
)
item_actions: Registry[Callable[[HttpRequest, Any], Action | None]] = Registry(
    "actions offered on an item"
)
page_actions: Registry[Callable[[HttpRequest, str], Action | None]] = Registry(
    "actions offered on the page of a thing, by its path: what siblings do with it"
)
theme_actions: Registry[Callable[[HttpRequest, Any], Action | None]] = Registry(
    "actions offered where people talk about a theme: called with the theme, or None for any"
)
item_talks: Registry[Callable[[HttpRequest, Any], list[Action]]] = Registry(
    "what is talked about an item: links, as far as the reader may follow them"
)
vain_search_steps: Registry[Callable[[HttpRequest, str], Action | None]] = Registry(
    "what is offered when these words found nothing"
)
finders: Registry[Callable[..., list[Any]]] = Registry(
    "similar things: called with page=, person=, limit="
)
finders_by_words: Registry[Callable[..., list[Found]]] = Registry(
    "things much like some words: called with words=, language=, person=, limit="
)
drafts_to_begin: Registry[Callable[..., Any]] = Registry(
    "begins a draft in the library: called with by=, key=, language=, title=, text= (Markdown) and"
    " authors=; gives the page. The first that is there is asked"
)
