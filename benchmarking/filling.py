"""What this room adds to the registries when the site starts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from benchmarking import desk
from benchmarking.collecting.reminding import remind_of_missing_values
from benchmarking.demo import plant_benchmarks
from benchmarking.kinds import KINDS
from benchmarking.own_data import RULES
from benchmarking.trail import BENCHMARKED
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

CHORES = (Chore("benchmarks: missing values", timedelta(hours=6), remind_of_missing_values),)
ACTS = (
    Act("benchmarking.written", _("A benchmark was written or changed")),
    Act("benchmarking.opened", _("A benchmark was opened")),
    Act("benchmarking.ended", _("A benchmark was ended")),
    Act("benchmarking.invited", _("An organisation was invited to a benchmark")),
    Act("benchmarking.joined", _("An organisation joined a benchmark")),
    Act("benchmarking.left", _("An organisation left a benchmark")),
    Act("benchmarking.contact-named", _("A benchmark got another data contact")),
    Act("benchmarking.second-named", _("A benchmark got another second person")),
    Act("benchmarking.adopted", _("An indicator was adopted")),
    Act("benchmarking.withdrawn", _("A proposed indicator was withdrawn")),
    Act("benchmarking.round-begun", _("A round of a benchmark began")),
    Act("benchmarking.round-moved", _("A round of a benchmark went on")),
    Act("benchmarking.outcome-said", _("What came of an action of a benchmark was said")),
    Act("benchmarking.values-sent", _("Figures were sent to a benchmark")),
    Act("benchmarking.values-confirmed", _("Figures of a benchmark were confirmed")),
    Act("benchmarking.values-accepted", _("Unconfirmed figures were accepted in a benchmark")),
)


def fill_registries() -> None:
    """Notices, chores, acts, desk, the statement of a member, leaving, own data, demo."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    trail.add(BENCHMARKED)
    desk_lines.add_all(
        (
            desk.invitations,
            desk.values,
            desk.to_confirm,
            desk.unconfirmed,
            desk.actions,
            desk.outcomes,
        )
    )
    desk_links.add(DeskLinks(DeskPart.PLANS, desk.links))
    desk_duties.add(desk.duties)
    benefit_lines.add(desk.benefit_lines)
    hand_overs.add(desk.contacts_to_hand_over)
    demo.add(plant_benchmarks)
