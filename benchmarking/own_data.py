"""What becomes of the rows of this room that point at a person.

Figures and what is said of them are the organisation's; they stay without the person.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData


def _emptied(relation: str, called: object, *fields: str) -> OwnData:
    return OwnData(f"benchmarking.{relation}", called, fields, "empty", KEPT)


RULES = (
    _emptied(
        "Participation.contact",
        _("Benchmarks in which you are the data contact"),
        "benchmark.title",
        "organisation.name",
        "promised_at",
    ),
    _emptied(
        "Participation.second",
        _("Benchmarks in which you look over the figures"),
        "benchmark.title",
        "organisation.name",
        "promised_at",
    ),
    _emptied(
        "IndicatorVersion.proposed_by",
        _("Indicators you proposed"),
        "title",
        "definition",
        "proposed_at",
    ),
    _emptied("IndicatorComment.by", _("What you said about indicators"), "text", "at"),
    _emptied(
        "Value.written_by",
        _("Figures you entered for benchmarks"),
        "version.title",
        "figure",
        "note",
        "source",
        "changed_at",
    ),
    _emptied(
        "Value.confirmed_by",
        _("Figures you confirmed or accepted in benchmarks"),
        "version.title",
        "organisation.name",
        "accepted_because",
        "confirmed_at",
    ),
    _emptied("PracticeNote.by", _("Practice notes you wrote"), "version.title", "text", "at"),
    _emptied(
        "ImprovementAction.by", _("Actions you entered"), "version.title", "text", "until", "at"
    ),
    _emptied(
        "ImprovementAction.outcome_by",
        _("What you said came of actions"),
        "version.title",
        "outcome",
        "outcome_words",
        "outcome_at",
    ),
)
