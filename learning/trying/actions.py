"""What is done with reports of what was tried. Lock order: the report, then its versions."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from learning.models import LibraryItem, TriedReport, TriedVersion
from learning.trying import permissions
from learning.trying.kinds import TRIED_DECIDED, TRIED_STANDS, TRIED_WAITS
from learning.trying.states import (
    AMEND,
    CONFIRM,
    HIDE,
    LIVE,
    SEND_BACK,
    SHOW,
    TAKE_BACK,
    WITHDRAW,
    ReportState,
)
from learning.trying.telling import contacts_of_text, deciders_of, item_told_of
from notices.actions import tell
from pages.models import SiteVersion
from pages.moving import NotAnyMore, make
from people.audit import record
from people.limits import DAY, Limit, take
from people.models import Appointment, Organisation, Person

REPORTS_DAY = Limit("what was tried", "reports a day", 10, DAY)


@dataclass(frozen=True)
class Said:
    """What is said of one time it was tried; `since` is the first day of its month."""

    outcome: str
    change: str
    since: datetime.date
    with_whom: str = ""
    case_key: uuid.UUID | None = None


class AlreadyReported(Exception):
    """The organisation has a report on this text, which is to be updated instead."""

    def __init__(self, report: TriedReport) -> None:
        super().__init__(str(report.pk))
        self.report = report


def file_report(
    *, by: Person, item: LibraryItem, organisation: Organisation, said: Said
) -> TriedReport:
    """Report what came of a text. The same words again give what is there (C07).

    Http404 for who holds no post there; AlreadyReported where somebody was first; TooMany.
    """
    if not permissions.organisations_reporting(by).filter(pk=organisation.pk).exists():
        raise Http404
    known = _known(item, organisation)
    if known is not None:
        return _same_or_refused(known, by, said)
    take([(REPORTS_DAY, str(by.pk))])
    try:
        with transaction.atomic():
            # No report is there without a version: it names its first one before that is written.
            report = TriedReport.objects.create(
                translation_key=item.translation_key,
                organisation=organisation,
                waiting_id=(first := uuid.uuid4()),
            )
            _add_version(report, by, said, pk=first)
    except IntegrityError:
        known = _known(item, organisation)
        if known is None:
            raise
        return _same_or_refused(known, by, said)
    return report


def _known(item: LibraryItem, organisation: Organisation) -> TriedReport | None:
    rows = TriedReport.objects.filter(
        translation_key=item.translation_key, organisation=organisation, state__in=LIVE
    )
    return rows.select_related("standing", "waiting").first()


def _same_or_refused(report: TriedReport, by: Person, said: Said) -> TriedReport:
    newest = report.waiting or report.standing
    if newest is not None and newest.by_id == by.pk and _said(newest) == said:
        return report
    raise AlreadyReported(report)


def _said(version: TriedVersion) -> Said:
    return Said(version.outcome, version.change, version.since, version.with_whom, version.case_key)


@transaction.atomic
def update_report(*, by: Person, report: TriedReport, said: Said) -> None:
    """Say how it stands now, as a version that waits beside the one that stands; what was sent back
    is amended. The same words again change nothing.

    Http404 for who may not; NotAnyMore while another version waits for its decision; TooMany.
    """
    _lock(report)
    if report.state != ReportState.OPEN:
        raise NotAnyMore
    waiting = report.waiting
    if waiting is not None and waiting.was_given_back:
        _amend(report, waiting, by, said)
        return
    if not permissions.can_write(by, report):
        raise Http404
    newest = waiting or report.standing
    if newest is not None and newest.by_id == by.pk and _said(newest) == said:
        return
    if waiting is not None:
        raise NotAnyMore
    take([(REPORTS_DAY, str(by.pk))])
    _add_version(report, by, said)


def _amend(report: TriedReport, version: TriedVersion, by: Person, said: Said) -> None:
    if not permissions.answers_for(by, report):
        raise Http404
    now = timezone.now()
    make(AMEND, version, **vars(said), by=by, post=_post(by, report), filed_at=now)
    _tell_deciders(report, version)


def _add_version(
    report: TriedReport, by: Person, said: Said, *, pk: uuid.UUID | None = None
) -> None:
    number = report.versions.count() + 1
    version = TriedVersion.objects.create(
        pk=pk or uuid.uuid4(),
        report=report,
        number=number,
        by=by,
        post=_post(by, report),
        **vars(said),
    )
    report.waiting = version
    report.save(update_fields=["waiting"])
    _tell_deciders(report, version)


def _post(person: Person, report: TriedReport) -> str:
    """What the author is in the organisation today; the oldest post where there are several."""
    held = Appointment.objects.holding_on().filter(
        person=person, organisation=report.organisation_id
    )
    return held.order_by("from_on", "pk").values_list("post", flat=True).first() or ""


@transaction.atomic
def confirm(*, by: Person, report: TriedReport, version: uuid.UUID) -> None:
    """It stands on its text, and what stood before is its history.

    `version` is the one that was read. Http404 for who may not; NotAnyMore where it is another.
    """
    waiting = _lock_for_decision(report, by, version)
    make(CONFIRM, waiting, decided_by=by, decided_at=timezone.now(), reason="")
    report.standing, report.waiting = waiting, None
    report.moved_at = timezone.now()
    report.save(update_fields=["standing", "waiting", "moved_at"])
    if waiting.by_id == by.pk:
        # R12: where nobody else could.
        record(
            "learning.tried-confirmed-alone",
            by=by,
            thing=report,
            organisation=report.organisation,
        )
    else:
        record("learning.tried-confirmed", by=by, thing=report, organisation=report.organisation)
    SiteVersion.advance()
    _tell_author(waiting, "confirmed", by)
    item = item_told_of(report.translation_key)
    if item is not None:
        asked = [one for one in contacts_of_text(item) if one.pk not in (waiting.by_id, by.pk)]
        words = {"report": str(report.pk)}
        tell(TRIED_STANDS, asked, once=f"tried:{waiting.pk}", words=words, about=item)


@transaction.atomic
def send_back(*, by: Person, report: TriedReport, version: uuid.UUID, reason: str) -> None:
    """Ask its author for something; what stood before stays."""
    waiting = _lock_for_decision(report, by, version)
    make(SEND_BACK, waiting, decided_by=by, decided_at=timezone.now(), reason=reason)
    record("learning.tried-sent-back", by=by, thing=report, organisation=report.organisation)
    _tell_author(waiting, "sent-back", by)


@transaction.atomic
def take_back(*, by: Person, report: TriedReport) -> None:
    """Take back the version that waits. NotAnyMore where none does."""
    _lock(report)
    if not permissions.answers_for(by, report):
        raise Http404
    if report.waiting is None or report.standing is None:
        raise NotAnyMore
    make(TAKE_BACK, report.waiting)
    report.waiting = None
    report.save(update_fields=["waiting"])


@transaction.atomic
def withdraw(*, by: Person, report: TriedReport) -> None:
    """The municipality does not say so any more; from now on it could report anew."""
    _lock(report)
    if not permissions.answers_for(by, report):
        raise Http404
    if report.waiting is not None:
        make(TAKE_BACK, report.waiting)
    make(WITHDRAW, report, moved_at=timezone.now())
    record("learning.tried-withdrawn", by=by, thing=report, organisation=report.organisation)
    SiteVersion.advance()


@transaction.atomic
def hide(*, by: Person, report: TriedReport, reason: str) -> None:
    """Nobody but its own people and editors sees it, for a reason that is noted."""
    if not permissions.can_hide(by, report):
        raise Http404
    _lock(report)
    make(HIDE, report, hidden_by=by, hidden_reason=reason)
    record(
        "learning.tried-hidden",
        by=by,
        thing=report,
        organisation=report.organisation,
        reason=reason,
    )
    SiteVersion.advance()
    shown = report.shown
    if shown is not None:
        _tell_author(shown, "hidden", by)


@transaction.atomic
def show(*, by: Person, report: TriedReport) -> None:
    """Show it again."""
    if not permissions.can_hide(by, report):
        raise Http404
    _lock(report)
    make(SHOW, report, hidden_by=None, hidden_reason="")
    record("learning.tried-shown", by=by, thing=report, organisation=report.organisation)
    SiteVersion.advance()


def _lock(report: TriedReport) -> None:
    """All who change it wait here for each other."""
    TriedReport.objects.select_for_update().get(pk=report.pk)
    report.refresh_from_db()


def _lock_for_decision(report: TriedReport, by: Person, version: uuid.UUID) -> TriedVersion:
    _lock(report)
    waiting = report.waiting
    if waiting is None or waiting.pk != version or report.state != ReportState.OPEN:
        raise NotAnyMore
    if not permissions.can_decide(by, report):
        raise NotAnyMore if waiting.was_given_back else Http404
    return waiting


def _tell_deciders(report: TriedReport, version: TriedVersion) -> None:
    item = item_told_of(report.translation_key)
    asked = deciders_of(report, version.by)
    once = f"tried:{version.pk}:{version.filed_at:%Y%m%d%H%M%S%f}"
    tell(TRIED_WAITS, asked, once=once, words={"report": str(report.pk)}, about=item)


def _tell_author(version: TriedVersion, what: str, by: Person) -> None:
    author = version.by
    if author is not None and author.pk != by.pk:
        item = item_told_of(version.report.translation_key)
        once = f"tried:{version.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}"
        words = {"report": str(version.report_id), "what": what}
        tell(TRIED_DECIDED, [author], once=once, words=words, about=item, by=by)
