"""What becomes of rows of calls and applications that point at a person: what they wrote was for an
organisation, and stays with it without their name, as long as the application is kept.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData
from partnerships.calling.retention import forget_old

WHILE_NEEDED = Kept(forget=forget_old)

RULES = (
    OwnData(
        "partnerships.Call.made_by", _("Calls you drafted"), ("title", "made_at"), "empty", KEPT
    ),
    OwnData(
        "partnerships.Application.made_by",
        _("Applications to calls you began"),
        ("call.title", "lead.name", "title", "state", "submitted_at", "decided_at"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "partnerships.Application.decided_by",
        _("Applications to calls you decided on"),
        ("decided_at", "state", "reason"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "partnerships.Opinion.by",
        _("Opinions you gave for an association"),
        ("given_at", "fit", "benefit", "has_conflict", "conflict", "vote"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "partnerships.Review.assessor",
        _("Reviews of applications you gave"),
        ("given_at", "relevance", "feasibility", "learning", "words"),
        "empty",
        WHILE_NEEDED,
    ),
)
