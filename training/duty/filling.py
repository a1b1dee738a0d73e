"""What this part adds to the registries when the site starts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from notices.kinds import kinds
from pages.registries import (
    Chore,
    DeskLinks,
    DeskPart,
    benefit_lines,
    chores,
    demo,
    desk_duties,
    desk_lines,
    desk_links,
    hand_overs,
    own_data,
    trail,
)
from people.audit import Act, acts
from training.duty import benefits, desk
from training.duty.catching_up import open_what_is_missing
from training.duty.demo import plant_duties
from training.duty.kinds import KINDS
from training.duty.leaving import duties_to_hand_over, move_duties_of_those_who_left
from training.duty.own_data import RULES
from training.duty.registries import taught
from training.duty.reminding import remind_of_duties
from training.duty.sources import SESSIONS
from training.duty.trail import PASSED_ON

CHORES = (
    Chore("training: reminders of duties", timedelta(hours=1), remind_of_duties),
    Chore("training: duties of who left", timedelta(hours=1), move_duties_of_those_who_left),
    Chore("training: benefits without a duty", timedelta(hours=24), open_what_is_missing),
)
ACTS = (
    Act("training.duty-waived", _("A duty to pass something on was waived")),
    Act("training.duty-kept", _("A duty to pass something on was kept")),
    Act("training.evidence-refused", _("What was offered as passed on was not confirmed")),
    Act("training.duty-handed-over", _("A duty to pass something on went to the organisation")),
)


def fill_registries() -> None:
    """Notices, chores, acts, desk, the statement, leaving, own data, demo, the own records."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    benefit_lines.add(benefits.lines)
    desk_lines.add_all((desk.duties_to_keep, desk.evidence_waiting))
    desk_links.add(DeskLinks(DeskPart.TRAINING, desk.links))
    desk_duties.add(desk.duties_of_others)
    hand_overs.add(duties_to_hand_over)
    taught.add(SESSIONS)
    trail.add(PASSED_ON)
    demo.add(plant_duties)
