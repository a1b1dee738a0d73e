"""What own data and the audit log add to the registries when the site starts."""

from notices.kinds import kinds
from pages.registries import (
    DeskLinks,
    DeskPart,
    chores,
    desk_duties,
    desk_lines,
    desk_links,
    own_data,
)
from people.audit import OUR_ACTS, acts
from people.own_data import desk
from people.own_data.rules import RULES
from people.own_data.tasks import CHORES
from people.own_data.telling import KINDS


def fill_registries() -> None:
    """The acts that are noted, the rules of this room, and the work they are for."""
    acts.add_all(OUR_ACTS)
    own_data.add_all(RULES)
    chores.add_all(CHORES)
    kinds.add_all(KINDS)
    desk_lines.add(desk.lines)
    desk_links.add(DeskLinks(DeskPart.SELF, desk.links))
    desk_duties.add(desk.duties)
