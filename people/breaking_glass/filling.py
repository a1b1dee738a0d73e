"""What exceptional openings add to the registries when the site starts."""

from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from notices.kinds import kinds
from pages.registries import desk_duties, desk_lines, own_data
from people.audit import Act, acts
from people.breaking_glass import checks, desk
from people.breaking_glass.kinds import KINDS
from people.breaking_glass.own_data import RULES

ACTS = (
    Act("people.opening-asked", _("An administrator asked to open a record by exception")),
    Act("people.opening-allowed", _("A second person allowed to open a record by exception")),
    Act("people.opening-refused", _("A second person refused to open a record by exception")),
    Act("people.opening-used", _("An exceptional opening was used")),
    Act("people.opening-finished", _("An exceptional opening was ended by who asked")),
    Act("people.opened-by-exception", _("A record was opened by exception")),
)


def fill_registries() -> None:
    """Acts, notices, lines of desks, rules for own data, and a check before a site is deployed."""
    acts.add_all(ACTS)
    kinds.add_all(KINDS)
    desk_lines.add(desk.openings_to_decide)
    desk_duties.add(desk.duties)
    own_data.add_all(RULES)
    register(checks.somebody_looks_after_data, deploy=True)
