"""What becomes of the rows of this room that point at a person.

Who was on a visit stays with the partners under "former member"; what somebody wrote or signed for
an organisation stays without their name.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData
from partnerships.risks.retention import forget_old_risks

AS_LONG_AS_THE_RISK = Kept(forget=forget_old_risks)

RULES = (
    OwnData(
        "partnerships.Traveller.person",
        _("Activities of partnerships you took part in"),
        ("activity.title", "activity.kind", "activity.starts_on", "activity.ends_on"),
        "keep",
        KEPT,
    ),
    OwnData(
        "partnerships.CountryPlan.made_by",
        _("Country plans you drafted"),
        ("title", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.PlanVersion.made_by",
        _("Versions of country plans you offered for signing"),
        ("plan.title", "number", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Signature.signed_by",
        _("Country plans you signed"),
        ("version.plan.title", "version.number", "association.name", "signed_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Partnership.made_by",
        _("Partnerships you added"),
        ("title", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Confirmation.by",
        _("Partnerships you confirmed"),
        ("partnership.title", "organisation.name", "on"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Output.tied_by",
        _("What you tied to partnerships"),
        ("partnership.title", "thing", "tied_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Contract.made_by",
        _("Papers of partnerships you drew up"),
        ("number", "kind", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.ContractSignature.signed_by",
        _("Papers of partnerships you signed"),
        ("contract.number", "organisation.name", "signed_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Figure.written_by",
        _("Figures of partnerships you wrote"),
        ("indicator.title", "starts_on", "ends_on", "actual", "note"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Figure.decided_by",
        _("Figures of partnerships you decided on"),
        ("indicator.title", "state", "reason"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Story.author",
        _("Stories of partnerships you told"),
        ("title", "words", "rating", "told_at", "shared_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.StoryPhoto.added_by",
        _("Photos you put into stories of partnerships"),
        ("story.title", "described", "agreed", "picture", "added_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.FieldGuidance.tied_by",
        _("Paragraphs you put beside fields of forms"),
        ("field", "tied_at"),
        "empty",
        KEPT,
    ),
    # What is confidential is in no export: its writer reads it on its page (2C).
    OwnData(
        "partnerships.Risk.written_by",
        _("Risks you wrote down"),
        ("made_at", "state", "exported_words"),
        "empty",
        AS_LONG_AS_THE_RISK,
    ),
    OwnData(
        "partnerships.Risk.owner",
        _("Risks you look after"),
        ("made_at", "state", "review_on"),
        "empty",
        AS_LONG_AS_THE_RISK,
    ),
    OwnData(
        "partnerships.RiskReader.person",
        _("Risks you are named to read"),
        ("named_at",),
        "delete",
        AS_LONG_AS_THE_RISK,
    ),
)
