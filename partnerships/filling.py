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
)
from partnerships import desk
from partnerships.demo import plant_partnerships
from partnerships.kinds import KINDS
from partnerships.own_data import RULES
from partnerships.registry.actions import ask_whether_alive, tell_of_visits
from partnerships.roles import ROLES
from people.audit import Act, acts
from people.roles import roles

CHORES = (
    Chore("partnerships: visits", timedelta(hours=1), tell_of_visits),
    Chore("partnerships: alive", timedelta(hours=24), ask_whether_alive),
)
ACTS = (
    Act("partnerships.plan-offered", _("A country plan was offered for signing")),
    Act("partnerships.plan-signed", _("A country plan was signed")),
    Act("partnerships.plan-reopened", _("A country plan is drafted anew")),
    Act("partnerships.plan-closed", _("A country plan was closed")),
    Act("partnerships.contract-offered", _("A paper of a partnership was offered for signing")),
    Act("partnerships.contract-taken-back", _("A paper of a partnership was taken back")),
    Act("partnerships.contract-signed", _("A paper of a partnership was signed")),
    Act("partnerships.contract-read", _("A paper of a partnership was read")),
    Act("partnerships.figure-approved", _("A figure of a partnership was approved")),
    Act("partnerships.figure-returned", _("A figure of a partnership was returned")),
    Act("partnerships.made", _("A partnership was added")),
)


def fill_registries() -> None:
    """Notices, chores, acts, role, desk, the statement of a member, own data, demo."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    roles.add_all(ROLES)
    own_data.add_all(RULES)
    desk_lines.add_all((desk.plans_to_sign, desk.partnerships_to_confirm))
    desk_links.add(desk.links)
    desk_duties.add(desk.duties)
    item_actions.add(desk.tie_this)
    benefit_lines.add(desk.benefit_lines)
    demo.add(plant_partnerships)
