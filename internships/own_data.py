"""What becomes of the rows of this room that point at a person.

What somebody wrote about themselves goes with their account; what three agreed stays with the two
organisations under "former member" for two years after its end.
"""

from django.utils.translation import gettext_lazy as _

from internships.retention import forget_old
from pages.registries import KEPT, Kept, OwnData

WHILE_NEEDED = Kept(forget=forget_old)

RULES = (
    OwnData(
        "internships.Application.person",
        _("Placements you applied for"),
        ("offer.title", "state", "letter", "cv", "submitted_at", "decided_at", "reason"),
        "keep",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.Application.endorsed_by",
        _("Applications you backed"),
        ("endorsed_at",),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.Application.decided_by",
        _("Applications you decided on"),
        ("decided_at", "state"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.Question.by",
        _("Questions you asked applicants"),
        ("text", "asked_at"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.HostOffer.supervisor",
        _("Placements you look after"),
        ("title", "starts_on", "ends_on"),
        "empty",
        KEPT,
    ),
    OwnData(
        "internships.HostOffer.made_by",
        _("Placements you offered"),
        ("title", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "internships.Placement.person",
        _("Placements you were on"),
        (
            *("application.offer.title", "state", "objectives", "activities", "effect_on_sender"),
            *("effect_on_host", "starts_on", "ends_on", "begun_at", "ended_at"),
        ),
        "keep",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.AgreementVersion.replaced_by",
        _("Agreements on placements you changed"),
        ("number", "objectives", "activities", "written_at"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.Problem.settled_by",
        _("Problems in placements you settled"),
        ("answer", "settled_at"),
        "empty",
        WHILE_NEEDED,
    ),
    OwnData(
        "internships.Rating.by",
        _("How you rated placements"),
        ("effect", "words", "at"),
        "empty",
        WHILE_NEEDED,
    ),
)
