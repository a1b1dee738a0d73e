"""What the spaces of associations add to the registries when the site starts."""

from pages.registries import own_data, page_views
from people.models import (
    AssociationPage,
    DocumentsPage,
    EventPage,
    EventsPage,
    NewsIndexPage,
    NewsPage,
)
from people.space import views
from people.space.own_data import RULES


def fill_registries() -> None:
    """Which view shows which page of a space, and what becomes of a person's feed."""
    for model, view in (
        (AssociationPage, views.home),
        (NewsIndexPage, views.news_index),
        (NewsPage, views.news),
        (EventsPage, views.events),
        (EventPage, views.event),
        (DocumentsPage, views.documents),
    ):
        page_views.add(model, view)
    own_data.add_all(RULES)
