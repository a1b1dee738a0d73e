"""What joining adds to the registries when the site starts."""

from notices.kinds import kinds
from pages.registries import desk_lines, desk_links, own_data
from people.joining import desk
from people.joining.kinds import ASKS_TO_JOIN
from people.joining.own_data import RULES


def fill_registries() -> None:
    """The notice that somebody asks, the desk, and what becomes of invitations."""
    kinds.add(ASKS_TO_JOIN)
    desk_lines.add(desk.requests_to_confirm)
    desk_links.add(desk.links)
    own_data.add_all(RULES)
