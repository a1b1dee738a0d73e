"""What publishing adds to the registries when the site starts."""

from notices.kinds import kinds as kinds_of_notices
from pages.registries import (
    desk_duties,
    desk_lines,
    desk_starts,
    newsletter_items,
    own_data,
    page_views,
)
from people.models import NewsletterPage
from people.publishing import desk, items, kinds
from people.publishing.own_data import RULES
from people.publishing.page import newsletter_page


def fill_registries() -> None:
    """The page of a newsletter, its notices, the desk, and what can come with it."""
    page_views.add(NewsletterPage, newsletter_page)
    kinds_of_notices.add_all(kinds.KINDS)
    desk_lines.add(desk.newsletters_to_approve)
    desk_starts.add(desk.starts)
    desk_duties.add(desk.duties)
    newsletter_items.add(items.own_news_and_events)
    own_data.add_all(RULES)
