"""What this room adds to the registries when the site starts. To the search it adds nothing: what
it tells is found as what it is.
"""

from impact import offers
from impact.lessons import trail_address
from impact.planting import EVENTS
from pages.registries import (
    DeskLinks,
    DeskPart,
    desk_duties,
    desk_links,
    item_actions,
    page_actions,
    planting,
)
from partnerships.registries import theme_pieces, trail_at


def fill_registries() -> None:
    """The ways to a trail, and what stands on the page of a theme."""
    item_actions.add(offers.where_this_travelled)
    page_actions.add(offers.where_what_stands_here_travelled)
    desk_links.add(DeskLinks(DeskPart.PLANS, offers.links))
    desk_duties.add(offers.duties)
    trail_at.add(trail_address)
    theme_pieces.add(offers.on_a_theme)
    planting.add(EVENTS)
