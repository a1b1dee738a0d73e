"""What joining adds to the registries when the site starts."""

from notices.kinds import kinds
from pages.registries import (
    DeskLinks,
    DeskPart,
    desk_duties,
    desk_lines,
    desk_links,
    desk_starts,
    hand_overs,
    own_data,
)
from people.joining import desk
from people.joining.hand_overs import invitations_to_hand_over
from people.joining.kinds import ASKS_TO_JOIN
from people.joining.own_data import RULES


def fill_registries() -> None:
    """The notice that somebody asks, the desk, what is handed over, what becomes of invitations."""
    kinds.add(ASKS_TO_JOIN)
    desk_lines.add(desk.requests_to_confirm)
    desk_starts.add(desk.starts)
    desk_links.add(DeskLinks(DeskPart.SELF, desk.links))
    hand_overs.add(invitations_to_hand_over)
    desk_duties.add(desk.duties)
    own_data.add_all(RULES)
