"""Plans as CSV and XLSX, with what their page shows to everyone."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.addresses import absolute
from pages.models import Theme
from pages.spreadsheets import Value
from partnerships.models import CountryPlan
from partnerships.planning.content import countries_in_words


def sheet_of(plans: Iterable[CountryPlan], themes: Iterable[Theme]) -> list[list[Value]]:
    """A row for each theme of each plan as it was agreed, after one that names the columns."""
    names = {theme.slug: theme for theme in themes}
    lines: list[list[Value]] = [
        [
            _("Plan"),
            _("Countries"),
            _("First day"),
            _("Last day"),
            _("Theme"),
            _("Rank"),
            _("Reason"),
            _("Address"),
        ]
    ]
    for plan in plans:
        lines += _rows(plan, names)
    return lines


def _rows(plan: CountryPlan, names: dict[str, Theme]) -> list[list[Value]]:
    content = plan.agreed.content if plan.agreed else {"themes": []}
    address = absolute(reverse("country_plan", args=[plan.pk]))
    return [
        [
            content["title"],
            countries_in_words(content["countries"]),
            content["starts_on"],
            content["ends_on"],
            names[one["slug"]].name if one["slug"] in names else one["slug"],
            one["rank"],
            one["reason"],
            address,
        ]
        for one in content["themes"]
    ]
