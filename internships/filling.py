"""What this room adds to the registries when the site starts. Open offers are
found in the search (search/offers.py); applications and placements never are.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from internships import desk
from internships.demo import plant_placements
from internships.exceptions import RECORDS
from internships.kinds import KINDS
from internships.offering.actions import close_offers_whose_time_has_come
from internships.own_data import RULES
from internships.placing.actions import ask_again_after_a_year, end_those_that_are_over
from internships.trail import PLACED
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
from people.breaking_glass.registries import kinds_of_records

CHORES = (
    Chore("placements: offers", timedelta(minutes=5), close_offers_whose_time_has_come),
    Chore("placements: over", timedelta(hours=1), end_those_that_are_over),
    Chore("placements: a year later", timedelta(hours=24), ask_again_after_a_year),
)
ACTS = (
    Act("internships.offer-written", _("An offer of a placement was written")),
    Act("internships.offer-changed", _("An offer of a placement was changed")),
    Act("internships.offer-published", _("An offer of a placement was published")),
    Act("internships.offer-closed", _("An offer of a placement was closed")),
    Act("internships.supervisor-changed", _("A placement got another supervisor")),
    Act("internships.application-endorsed", _("An organisation backed an application")),
    Act("internships.application-decided", _("An application for a placement was decided")),
    Act("internships.cv-read", _("A CV was read")),
    Act("internships.placement-begun", _("A placement was agreed by three")),
)


def fill_registries() -> None:
    """Notices, chores, acts, desk, the statement of a member, leaving, own data, demo."""
    kinds.add_all(KINDS)
    chores.add_all(CHORES)
    acts.add_all(ACTS)
    own_data.add_all(RULES)
    trail.add(PLACED)
    desk_lines.add_all((desk.applications, desk.placements, desk.problems))
    desk_links.add(DeskLinks(DeskPart.PEERS, desk.links))
    desk_duties.add(desk.duties)
    benefit_lines.add(desk.benefit_lines)
    hand_overs.add(desk.offers_to_hand_over)
    kinds_of_records.add_all(RECORDS)
    demo.add(plant_placements)
