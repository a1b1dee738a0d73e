"""What becomes of the rows of the core of this room that point at a person.

Who took part in what stays as a figure, under "former member": a cascade would else lose a branch.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "training.Participation.person",
        _("Trainings you took part in"),
        (
            *("event.title", "event.starts_at", "role", "function", "state", "sex", "age_band"),
            *("days_attended", "score_before", "score_after"),
        ),
        "keep",
        KEPT,
    ),
    OwnData(
        "training.Participation.entered_as",
        _("Trainings you were entered for"),
        ("event.title", "entered_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "training.Participation.entered_by",
        _("Participants you entered"),
        ("event.title", "entered_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "training.Event.made_by",
        _("Trainings you entered"),
        ("title", "starts_at", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData("training.Course.made_by", _("Courses you made"), ("name", "made_at"), "empty", KEPT),
    OwnData(
        "training.Certificate.issued_by",
        _("Certificates you issued"),
        ("title", "issued_at", "exception"),
        "empty",
        KEPT,
    ),
    OwnData(
        "training.Certificate.revoked_by",
        _("Certificates you revoked"),
        ("title", "revoked_at", "why"),
        "empty",
        KEPT,
    ),
)
