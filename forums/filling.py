"""What this room adds to the registries when the site starts."""

from datetime import timedelta

from forums import benefits, desk, talks
from forums.actions.measures import end_those_over
from forums.acts import ACTS
from forums.demo.planting import plant_boards
from forums.kinds import KINDS
from forums.own_data import RULES
from forums.planting import POSTS
from forums.reading import write_markers
from forums.roles import FACILITATOR
from forums.trail import ASKED
from notices.kinds import kinds
from pages.registries import (
    Chore,
    DeskLinks,
    DeskPart,
    benefit_lines,
    chores,
    demo,
    desk_lines,
    desk_links,
    desk_starts,
    hand_overs,
    item_actions,
    item_talks,
    own_data,
    planting,
    trail,
    vain_search_steps,
)
from people.audit import acts
from people.roles import roles


def fill_registries() -> None:
    """What is asked about items, what waits on a desk, what reaches a mailbox, and what is kept."""
    roles.add(FACILITATOR)
    own_data.add_all(RULES)
    acts.add_all(ACTS)
    kinds.add_all(KINDS)
    item_actions.add(talks.ask_about)
    item_talks.add(talks.asked_about)
    vain_search_steps.add(talks.ask_instead)
    desk_lines.add_all((desk.posts_to_decide_on, desk.questions_answered, desk.drafts))
    desk_starts.add(desk.starts)
    desk_links.add(DeskLinks(DeskPart.LIBRARY, desk.links))
    benefit_lines.add(benefits.lines)
    hand_overs.add(desk.boards_to_hand_over)
    trail.add(ASKED)
    demo.add(plant_boards)
    planting.add(POSTS)
    chores.add(Chore("forums: read markers", timedelta(minutes=1), write_markers))
    chores.add(Chore("forums: suspensions", timedelta(minutes=10), end_those_over))
