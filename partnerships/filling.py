"""What this room adds to the registries when the site starts. To the search it adds nothing:
partnerships have a list of their own, and what was learnt in them is found as what it is.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from notices.kinds import kinds
from pages.registries import (
    Chore,
    benefit_lines,
    chores,
    demo,
    desk_duties,
    desk_lines,
    desk_links,
    item_actions,
    own_data,
    sealed_models,
)
from partnerships import desk
from partnerships.demo import plant_partnerships
from partnerships.kinds import KINDS
from partnerships.models import Risk
from partnerships.own_data import RULES
from partnerships.registry.actions import ask_whether_alive, tell_of_visits
from partnerships.risks.answers import guard_the_log
from partnerships.risks.raising import ask_to_look_again, raise_risks
from partnerships.risks.retention import forget_old_risks
from partnerships.roles import COORDINATOR
from people.audit import Act, acts
from people.roles import roles

CHORES = (
    Chore("partnerships: visits", timedelta(hours=1), tell_of_visits),
    Chore("partnerships: alive", timedelta(hours=24), ask_whether_alive),
    Chore("partnerships: risks", timedelta(hours=24), raise_risks),
    Chore("partnerships: risks to look at", timedelta(hours=24), ask_to_look_again),
    Chore("partnerships: old risks", timedelta(hours=24), forget_old_risks),
)
ACTS = (
    Act("partnerships.plan-offered", _("A country plan was offered for signing")),
    Act("partnerships.plan-signed", _("A country plan was signed")),
    Act("partnerships.plan-reopened", _("A country plan is drafted anew")),
    Act("partnerships.plan-closed", _("A country plan was closed")),
    Act("partnerships.made", _("A partnership was added")),
    Act("partnerships.risk-raised", _("A risk was written down")),
    Act("partnerships.risk-changed", _("A risk was changed")),
    Act("partnerships.risk-moved", _("The state of a risk was changed")),
    Act("partnerships.risk-read", _("A risk was read")),
    Act("partnerships.risk-printed", _("A risk was printed")),
    Act("partnerships.risk-reader-named", _("A reader of a risk was named")),
    Act("partnerships.risk-reader-dropped", _("A reader of a risk was taken off")),
)


def fill_registries() -> None:
    """Notices, chores, acts, role, desk, the statement of a member, own data, demo."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    roles.add(COORDINATOR)
    own_data.add_all(RULES)
    desk_lines.add_all((desk.plans_to_sign, desk.partnerships_to_confirm))
    desk_links.add(desk.links)
    desk_duties.add(desk.duties)
    item_actions.add(desk.tie_this)
    benefit_lines.add(desk.benefit_lines)
    sealed_models.add(Risk)
    guard_the_log()
    demo.add(plant_partnerships)
