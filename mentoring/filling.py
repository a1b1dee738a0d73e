"""What this room adds to the registries when the site starts. To the search it adds nothing."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mentoring import benefits, desk
from mentoring.agreeing.actions import end_pairs_of_those_who_left
from mentoring.asking.actions import look_after_requests
from mentoring.demo import plant_coaching
from mentoring.kinds import KINDS
from mentoring.lessons.kinds import LESSON
from mentoring.meeting.actions import let_run_out
from mentoring.models import PrivateNote
from mentoring.offering.actions import resume_paused_offers
from mentoring.own_data import RULES
from mentoring.reminding.actions import ask_whether_held, remind_of_sessions
from mentoring.reminding.kinds import KINDS as REMINDERS
from mentoring.trail import COACHED
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
    item_actions,
    own_data,
    sealed_models,
    theme_actions,
    trail,
)
from people.audit import Act, acts

CHORES = (
    Chore("mentoring: requests", timedelta(hours=1), look_after_requests),
    Chore("mentoring: times", timedelta(minutes=15), let_run_out),
    Chore("mentoring: reminders", timedelta(minutes=5), remind_of_sessions),
    Chore("mentoring: sessions over", timedelta(minutes=5), ask_whether_held),
    Chore("mentoring: offers", timedelta(hours=1), resume_paused_offers),
    Chore("mentoring: pairs", timedelta(hours=1), end_pairs_of_those_who_left),
)
ACTS = (
    Act("mentoring.pair-proposed", _("A mentor was suggested to somebody")),
    Act("mentoring.matches-read", _("The list of suggested pairs was read")),
)


def fill_registries() -> None:
    """Notices, chores, desk, the statement of a member, the action on a text, own data, demo."""
    kinds.add_all((*KINDS, *REMINDERS, LESSON))
    trail.add(COACHED)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    benefit_lines.add(benefits.lines)
    desk_lines.add_all(
        (
            desk.requests_to_answer,
            desk.agreements_to_write,
            desk.first_sessions_to_find,
            desk.times_to_pick,
            desk.next_sessions,
            desk.sessions_to_answer,
            desk.lessons_to_read,
        )
    )
    desk_starts.add(desk.starts)
    desk_links.add(DeskLinks(DeskPart.PEERS, desk.links))
    item_actions.add(desk.talk_to_someone)
    theme_actions.add(desk.talk_about)
    sealed_models.add(PrivateNote)
    demo.add(plant_coaching)
