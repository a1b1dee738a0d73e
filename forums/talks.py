"""What stands about the boards on other pages: on an item, and where a search found nothing."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.models import Board, Topic
from forums.permissions import can_read_item
from pages.registries import Action

MOST_TALKS = 4


def ask_about(request: HttpRequest, page: Any) -> Action | None:
    """The link to ask in the boards about an item, for who is signed in; no query.

    Whoever answers for the item is asked privately by another link beside it.
    """
    if not request.user.is_authenticated:
        return None
    url = f"{reverse('topic_new')}?{urlencode({'about': page.pk})}"
    return Action(label=_("Ask colleagues about this"), url=url)


def asked_about(request: HttpRequest, page: Any) -> list[Action]:
    """The newest topics about an item that the reader may read; one query for most items.

    What the reader may enter is asked only where something was asked about the item at all.
    """
    about = Topic.objects.seen().about_item(page.pk)
    if not about.exists():
        return []
    rows = about.visible_to(request.user).values_list("pk", "title")[:MOST_TALKS]
    return [Action(label=title, url=reverse("topic", args=[pk])) for pk, title in rows]


def ask_instead(request: HttpRequest, words: str) -> Action | None:
    """The link to ask colleagues, where a search found nothing; one query."""
    if not request.user.is_authenticated or not _can_ask(request.user):
        return None
    url = f"{reverse('topic_new')}?{urlencode({'title': words})}"
    return Action(label=_("Ask colleagues in the boards"), url=url)


def about_of(person: Any, topic: Topic) -> Action | None:
    """The item that a topic is about, where `person` may read it; two queries at most."""
    if topic.about is None or not can_read_item(person, topic):
        return None
    return Action(label=topic.about.title, url=topic.about.our_address.address)


def _can_ask(person: Any) -> bool:
    return bool(Board.objects.visible_to(person).exists())
