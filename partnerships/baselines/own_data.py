"""What becomes of rows of baselines that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "partnerships.Baseline.made_by",
        _("Baselines of partners you wrote"),
        ("partnership.title", "about.name", "by_organisation.name", "on"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.BaselineConsent.given_by",
        _("Consents to show scores of partners you gave"),
        ("partnership.title", "organisation.name", "until"),
        "empty",
        KEPT,
    ),
    # How many hours were worked stays, under "former member".
    OwnData(
        "partnerships.DedicatedStaff.person",
        _("Partnerships you are named as dedicated staff of"),
        ("baseline.partnership.title", "baseline.on", "hours"),
        "keep",
        KEPT,
    ),
)
