"""What this part adds to the registries when the site starts."""

from django.utils.translation import gettext_lazy as _

from learning.trying import benefits, desk
from learning.trying.demo import plant_what_was_tried
from learning.trying.kinds import KINDS
from learning.trying.own_data import RULES
from learning.trying.trail import TRIED
from notices.kinds import kinds
from pages.registries import benefit_lines, demo, desk_lines, own_data, trail
from people.audit import Act, acts

ACTS = (
    Act("learning.tried-confirmed", _("A report of what was tried was confirmed")),
    Act(
        "learning.tried-confirmed-alone",
        _("A report of what was tried was confirmed by its author alone"),
    ),
    Act("learning.tried-sent-back", _("A report of what was tried was sent back")),
    Act("learning.tried-withdrawn", _("A report of what was tried was withdrawn")),
    Act("learning.tried-hidden", _("A report of what was tried was hidden")),
    Act("learning.tried-shown", _("A report of what was tried was shown again")),
)


def fill_registries() -> None:
    """Notices, acts, desk, the statement, the trail, own data, demo."""
    kinds.add_all(KINDS)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    benefit_lines.add(benefits.lines)
    desk_lines.add_all((desk.reports_to_confirm, desk.reports_sent_back))
    trail.add(TRIED)
    demo.add(plant_what_was_tried)
