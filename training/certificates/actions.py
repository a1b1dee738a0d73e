"""Issuing certificates for a training, and revoking one."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from people.audit import record
from people.models import Person
from training.kinds import CERTIFICATE
from training.models import Certificate, Event, Participation, Role
from training.states import REVOKE, EventState, ParticipationState


class NeedsAReason(Exception):
    """No lead of this training learnt this edition: an exception has to say why."""


def has_certifying_lead(event: Event) -> bool:
    """Whether one of its leads was trained on this edition, or leads the first of them.

    Of who leads a training whose generation nobody knows, nobody knows either: an exception.
    """
    leads = Participation.objects.filter(event=event, role=Role.LEAD).exclude(
        state__in=(ParticipationState.ABSENT, ParticipationState.WITHDRAWN)
    )
    learnt = Participation.objects.filter(
        person__in=leads.values("person"),
        role=Role.PARTICIPANT,
        state=ParticipationState.ATTENDED,
        event__edition=event.edition_id,
        event__state=EventState.HELD,
        event__starts_at__lt=event.starts_at,
    )
    return learnt.exists()


def without_certificate(event: Event) -> QuerySet[Participation]:
    """Who took part as a participant, was there, and has none yet."""
    rows = Participation.objects.filter(
        event=event, state=ParticipationState.ATTENDED, role=Role.PARTICIPANT, certificate=None
    )
    return rows.select_related("person").order_by("pk")


@transaction.atomic
def issue(*, by: Person, event: Event, exception: str = "") -> int:
    """A certificate for everybody who took part and has none; how many.

    Raises NeedsAReason where no lead was trained on this edition and `exception` is empty, and
    NotAnyMore where the training was not held.
    """
    event = (
        Event.objects.select_for_update(of=("self",))
        .select_related("edition__course", "organiser")
        .get(pk=event.pk)
    )
    if event.state != EventState.HELD:
        raise NotAnyMore
    if has_certifying_lead(event):
        exception = ""
    elif not exception:
        raise NeedsAReason
    made = [_issue(by, event, row, exception) for row in without_certificate(event)]
    if made:
        record(
            "training.certificates-issued",
            by=by,
            thing=event,
            organisation=event.organiser,
            reason=exception,
        )
    return len(made)


def _issue(by: Person, event: Event, row: Participation, exception: str) -> Certificate:
    certificate = Certificate.objects.create(
        participation=row,
        name=row.person.name,
        course=event.edition.course.name,
        edition=event.edition.label,
        title=event.title,
        held_on=event.ended_on,
        issued_by=by,
        exception=exception,
    )
    _tell(certificate, row.person, "issued")
    return certificate


@transaction.atomic
def revoke(*, by: Person, certificate: Certificate, why: str) -> None:
    """It is no longer true; whoever verifies it reads so. Raises NotAnyMore."""
    make(REVOKE, certificate, revoked_by=by, revoked_at=timezone.now(), why=why)
    row = certificate.participation
    record(
        "training.certificate-revoked",
        by=by,
        thing=certificate,
        person=row.person,
        organisation=row.event.organiser,
        reason=why,
    )
    _tell(certificate, row.person, "revoked")


def _tell(certificate: Certificate, person: Person, what: str) -> None:
    tell(
        CERTIFICATE,
        [person],
        once=f"certificate:{certificate.pk}:{what}",
        words={"certificate": str(certificate.pk), "what": what},
    )
