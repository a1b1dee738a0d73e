"""What becomes of the rows of this part that point at a person.

A duty stays with its organisation under "former member", as does who settled it.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "training.Duty.person",
        _("What you were to pass on"),
        ("kind", "title", "state", "opened_on", "due_on", "handed_over_at", "settled_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "training.Duty.carer",
        _("What you looked after for your organisation"),
        ("state", "handed_over_at"),
        "empty",
        KEPT,
    ),
    OwnData("training.Waiver.by", _("Duties you waived"), ("at", "reason"), "keep", KEPT),
    OwnData(
        "training.Evidence.by",
        _("What you offered as passed on"),
        ("kind", "happened_on", "offered_at", "state"),
        "keep",
        KEPT,
    ),
    OwnData(
        "training.Evidence.decided_by",
        _("What you confirmed or refused as passed on"),
        ("decided_at", "state", "reason"),
        "keep",
        KEPT,
    ),
    OwnData(
        "training.ColleagueSession.by",
        _("Sessions you held for colleagues"),
        ("held_on", "what", "colleagues"),
        "keep",
        KEPT,
    ),
)
