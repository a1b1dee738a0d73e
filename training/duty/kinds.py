"""What reaches a mailbox: that something waits, and where; no kind, day, name or title (2C)."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice
from people.granting.permissions import reach_of
from training.models import Duty


def _path(notice: Notice) -> str:
    return reverse("duty", args=[notice.words["duty"]])


def _opened(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("You have learnt something: pass it on within a year"),
        text=_("Whoever learns through the programme helps others to learn. Ways to do so:"),
        path=_path(notice),
    )


def _remind(person: Any, notice: Notice) -> Wording:
    match notice.words["step"]:
        case "before":
            subject = _("In a month: pass on what was learnt")
        case "due":
            subject = _("Today is the day to have passed on what was learnt")
        case _late:
            subject = _("It is late: pass on what was learnt")
    return Wording(
        subject=subject,
        text=_("The next easy step: draft a snapshot from your report, or choose what you did."),
        path=_path(notice),
    )


def _still_open(person: Any) -> set[str]:
    """Duties that this person is still reminded of: own ones, and their organisation's; one query
    beside those for roles.
    """
    held = Q(person=person, handed_over_at=None) | Q(carer=person)
    of_organisation = Q(handed_over_at__isnull=False, organisation__in=reach_of(person).contact_ids)
    rows = Duty.objects.open().filter(held | of_organisation)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def _is_still_open(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_duties_still_open", None)
    if known is None:
        known = _still_open(person)
        # Asked once for each page or mail: the person object lives no longer than that.
        person._duties_still_open = known  # noqa: SLF001 - ours, see above
    return notice.words["duty"] in known


def _evidence(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Somebody passed something on: please confirm it"),
        text=_("Look at it and say whether it counts."),
        path=reverse("decide_evidence", args=[notice.words["evidence"]]),
    )


def _decided(person: Any, notice: Notice) -> Wording:
    match notice.words["what"]:
        case "confirmed":
            subject = _("It is confirmed: you have passed it on. Thank you.")
        case "refused":
            subject = _("What you offered was not confirmed")
        case _waived:
            subject = _("You need not pass this on any more")
    return Wording(subject=subject, path=_path(notice))


OPENED = Kind(
    key="training.duty-opened",
    label=gettext_lazy("What you learnt and pass on"),
    sentence=gettext_lazy("You learnt something through the programme, and are to pass it on."),
    default=Frequency.DAILY,
    may_still=is_still_there,
    write=_opened,
)
REMINDER = Kind(
    key="training.duty-reminder",
    label=gettext_lazy("Reminders to pass on what was learnt"),
    sentence=gettext_lazy("Something that was learnt is to be passed on, and its day comes."),
    default=Frequency.AT_ONCE,
    may_still=_is_still_open,
    in_query=lambda person: Q(words__duty__in=_still_open(person)),
    write=_remind,
)
EVIDENCE = Kind(
    key="training.evidence",
    label=gettext_lazy("What others passed on, for you to confirm"),
    sentence=gettext_lazy("Somebody you look after passed on what they learnt."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_evidence,
)
DECIDED = Kind(
    key="training.evidence-decided",
    label=gettext_lazy("Decisions about what you passed on"),
    sentence=gettext_lazy("Somebody decided about what you passed on."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_decided,
)
KINDS = (OPENED, REMINDER, EVIDENCE, DECIDED)
