"""What this room adds to the registries when the site starts. To the search it adds nothing:
partnerships have a list of their own, and what was learnt in them is found as what it is.
"""

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
    desk_starts,
    item_actions,
    own_data,
    page_actions,
    planting,
    sealed_models,
    trail,
)
from partnerships import desk
from partnerships.baselines.own_data import RULES as RULES_OF_BASELINES
from partnerships.calling import desk as calling_desk
from partnerships.calling.actions import close_calls_whose_time_has_come
from partnerships.calling.kinds import KINDS as KINDS_OF_CALLS
from partnerships.calling.own_data import RULES as RULES_OF_CALLS
from partnerships.calling.roles import ASSESSOR
from partnerships.demo import plant_partnerships
from partnerships.exceptions import RECORDS
from partnerships.kinds import KINDS
from partnerships.models import Risk
from partnerships.naming.desk import roles_to_confirm
from partnerships.own_data import RULES
from partnerships.planting import PARTNERSHIPS
from partnerships.registry.actions import ask_whether_alive, tell_of_visits
from partnerships.reporting import desk as reporting_desk
from partnerships.reporting.own_data import RULES as RULES_OF_REPORTS
from partnerships.reporting.reminding import raise_for_late_reports, remind_of_reports
from partnerships.risks.answers import guard_the_log
from partnerships.risks.desk import records
from partnerships.risks.raising import ask_to_look_again, raise_risks
from partnerships.risks.retention import forget_old_risks
from partnerships.roles import ROLES
from partnerships.trail import ORIGINS
from people.audit import Act, acts
from people.breaking_glass.registries import kinds_of_records
from people.roles import roles

CHORES = (
    Chore("partnerships: calls", timedelta(minutes=5), close_calls_whose_time_has_come),
    Chore("partnerships: visits", timedelta(hours=1), tell_of_visits),
    Chore("partnerships: alive", timedelta(hours=24), ask_whether_alive),
    Chore("partnerships: risks", timedelta(hours=24), raise_risks),
    Chore("partnerships: reports", timedelta(hours=24), remind_of_reports),
    Chore("partnerships: late reports", timedelta(hours=24), raise_for_late_reports),
    Chore("partnerships: risks to look at", timedelta(hours=24), ask_to_look_again),
    Chore("partnerships: old risks", timedelta(hours=24), forget_old_risks),
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
    Act("partnerships.photo-taken-out", _("A photo was taken out of a story")),
    Act("partnerships.report-accepted", _("A report of a partnership was accepted")),
    Act("partnerships.report-sent-back", _("A report of a partnership was sent back")),
    Act("partnerships.report-read", _("A report of a partnership was read")),
    Act("partnerships.report-file-read", _("The file of a report was opened")),
    Act("partnerships.baseline-said", _("A baseline of a partner was written")),
    Act("partnerships.baseline-read", _("Baselines of a partner were read")),
    Act("partnerships.baselines-opened", _("Scores of partners were opened to everyone")),
    Act("partnerships.baselines-closed", _("Scores of partners were closed again")),
    Act("partnerships.call-opened", _("A call was opened")),
    Act("partnerships.call-closed", _("A call was closed")),
    Act("partnerships.applications-taken", _("A list of applications to a call was taken along")),
    Act("partnerships.application-read", _("An application to a call was read")),
    Act("partnerships.application-withdrawn", _("An application to a call was withdrawn")),
    Act("partnerships.application-screened", _("An application to a call was screened")),
    Act("partnerships.opinion-given", _("An association gave its opinion on an application")),
    Act("partnerships.reviewers-named", _("Assessors of an application were named")),
    Act("partnerships.application-reviewed", _("An application to a call was reviewed")),
    Act("partnerships.application-decided", _("An application to a call was decided")),
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
    kinds.add_all(KINDS_OF_CALLS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    roles.add_all(ROLES)
    roles.add(ASSESSOR)
    own_data.add_all(RULES)
    own_data.add_all(RULES_OF_CALLS)
    own_data.add_all(RULES_OF_BASELINES)
    own_data.add_all(RULES_OF_REPORTS)
    desk_lines.add_all((desk.plans_to_sign, desk.partnerships_to_confirm))
    desk_lines.add_all((records, roles_to_confirm))
    desk_lines.add_all((calling_desk.applications, calling_desk.reviews, calling_desk.own))
    desk_lines.add_all((reporting_desk.to_hand_in, reporting_desk.to_decide))
    desk_starts.add(desk.starts)
    desk_links.add(DeskLinks(DeskPart.PLANS, calling_desk.links))
    desk_links.add(DeskLinks(DeskPart.PLANS, desk.links))
    desk_duties.add(desk.duties)
    item_actions.add(desk.tie_this)
    page_actions.add(desk.tie_at)
    benefit_lines.add(desk.benefit_lines)
    trail.add(ORIGINS)
    sealed_models.add(Risk)
    kinds_of_records.add_all(RECORDS)
    guard_the_log()
    demo.add(plant_partnerships)
    planting.add(PARTNERSHIPS)
