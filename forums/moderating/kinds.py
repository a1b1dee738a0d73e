"""What is told of a decision: to the person it is about, and to whoever had reported the post."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.models import Report, Sanction
from forums.states import ReportState, SanctionState
from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice


def _measures_of(person: Any) -> dict[str, Sanction]:
    """What was done about `person`, by number; one query for each page or mail."""
    measures: dict[str, Sanction] | None = getattr(person, "_measures_in_boards", None)
    if measures is None:
        measures = {str(one.pk): one for one in Sanction.objects.filter(person=person)}
        person._measures_in_boards = measures  # noqa: SLF001 - ours, see `_known_to`
    return measures


def _about_measure(person: Any, notice: Notice) -> Wording:
    measure = _measures_of(person)[notice.words["measure"]]
    if measure.state == SanctionState.TAKEN_BACK:
        subject = _("What was done about you in the boards was taken back")
    else:
        subject = str(_MEASURES[measure.kind])
    return Wording(subject=subject, text=measure.reason, path=f"{reverse('my_topics')}#measures")


_MEASURES: dict[str, Any] = {
    Sanction.Kind.WARNING: gettext_lazy("You are warned about a post of yours"),
    Sanction.Kind.SUSPENSION: gettext_lazy("You cannot write in the boards for a time"),
    Sanction.Kind.REMOVAL: gettext_lazy("What you wrote in the boards was removed"),
}
MEASURE = Kind(
    key="forums.measure",
    label=gettext_lazy("Warnings and suspensions"),
    sentence=gettext_lazy("Somebody who looks after a board decided about what you write there."),
    default=Frequency.AT_ONCE,
    may_still=lambda person, notice: notice.words.get("measure", "") in _measures_of(person),
    write=_about_measure,
    is_required=True,
    in_query=lambda person: Q(words__measure__in=list(_measures_of(person))),
)


def _settled_of(person: Any) -> dict[str, Report]:
    """What `person` reported and somebody has decided on, by its post; one query for each page or
    mail.
    """
    settled: dict[str, Report] | None = getattr(person, "_settled_reports", None)
    if settled is None:
        reports = Report.objects.filter(by=person).exclude(state=ReportState.OPEN)
        settled = {str(one.post_id): one for one in reports}
        person._settled_reports = settled  # noqa: SLF001 - ours, see `forums.kinds._known_to`
    return settled


def _to_reporter(person: Any, notice: Notice) -> Wording:
    """Whether something was done, and no word of the post: it may be closed to them by now."""
    report = _settled_of(person)[notice.words["reported"]]
    if report.state == ReportState.UPHELD:
        subject = _("Something was done about a post that you reported")
    else:
        subject = _("A post that you reported was looked at and stays")
    return Wording(subject=subject, path=reverse("my_topics"))


REPORT_SETTLED = Kind(
    key="forums.report-settled",
    label=gettext_lazy("What became of what you reported"),
    sentence=gettext_lazy("Somebody has decided about a post that you reported."),
    default=Frequency.DAILY,
    may_still=lambda person, notice: notice.words.get("reported", "") in _settled_of(person),
    write=_to_reporter,
    in_query=lambda person: Q(words__reported__in=list(_settled_of(person))),
)
