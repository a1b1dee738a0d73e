"""What conversations add to the registries when the site starts."""

from notices.kinds import kinds
from pages.registries import DeskLinks, DeskPart, desk_lines, desk_links, own_data
from people.conversations import desk
from people.conversations.kinds import NEW_MESSAGE
from people.conversations.own_data import RULES


def fill_registries() -> None:
    """The notice of a new message, the desk, and what becomes of what somebody wrote."""
    kinds.add(NEW_MESSAGE)
    desk_lines.add(desk.unread_conversations)
    desk_links.add(DeskLinks(DeskPart.SELF, desk.messages))
    desk_links.add(DeskLinks(DeskPart.PEERS, desk.directory))
    own_data.add_all(RULES)
