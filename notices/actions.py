"""The two ways to reach somebody: a notice of a kind, and a letter. Both leave by the outbox."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from notices.kinds import Frequency, Kind, kinds
from notices.models import Mail, Notice, Preference
from notices.models.mail import line_of
from notices.tasks import send_due_mail
from pages.tasks import leave_once

BATCH = 1000


@transaction.atomic
def tell(
    kind: Kind,
    persons: Iterable[Any],
    *,
    once: str,
    words: dict[str, str] | None = None,
    about: Page | None = None,
    by: Any = None,
) -> None:
    """Tell each of `persons` something, in their list and by mail as often as they want it.

    Call it inside the transaction of what caused it. `once` names what happened, at most 120 signs:
    who was told of it under this kind is not told again. `words` are for `kind.write`. Costs some
    queries for each thousand persons, none for each.
    """
    told = False
    known: set[int] = set()
    remaining = iter(persons)
    while batch := list(itertools.islice(remaining, BATCH)):
        fresh = [person for person in {p.pk: p for p in batch}.values() if person.pk not in known]
        known.update(person.pk for person in fresh)
        told |= _tell(kind, fresh, once=once, words=words or {}, about=about, by=by)
    if told:
        leave_once(send_due_mail)


@transaction.atomic
def tell_each(kind: Kind, person: Any, things: Mapping[str, dict[str, str]]) -> None:
    """Tell one person several things of one kind: `words` by the name of what happened.

    The same as telling each; costs some queries for all of them, none for each.
    """
    before = Notice.objects.filter(kind=kind.key, once__in=list(things), person=person)
    told = set(before.values_list("once", flat=True))
    frequency = _wanted_by(person, kind, _frequencies(kind, [person.pk]))
    notices = [
        Notice(kind=kind.key, once=once, person=person, frequency=frequency, words=words)
        for once, words in things.items()
        if once not in told
    ]
    if _keep(notices):
        leave_once(send_due_mail)


def _tell(kind: Kind, persons: Sequence[Any], *, once: str, **fields: Any) -> bool:
    """Whether there is mail to send at once."""
    ids = [person.pk for person in persons]
    before = Notice.objects.filter(kind=kind.key, once=once, person__in=ids)
    told = set(before.values_list("person_id", flat=True))
    wanted = _frequencies(kind, ids)
    notices = [
        Notice(
            kind=kind.key,
            once=once,
            person=person,
            frequency=_wanted_by(person, kind, wanted),
            **fields,
        )
        for person in persons
        if person.pk not in told
    ]
    return _keep(notices)


def _wanted_by(person: Any, kind: Kind, wanted: Mapping[int, str]) -> str:
    """Who cannot get mail today gets none tomorrow about what is old then."""
    return wanted.get(person.pk, kind.default) if person.email else Frequency.NEVER


def _keep(notices: list[Notice]) -> bool:
    """Write them, with a mail for each that is wanted at once; whether there is one."""
    at_once = [notice for notice in notices if notice.frequency == Frequency.AT_ONCE]
    mails = Mail.objects.bulk_create(
        [
            Mail(
                form=Mail.Form.NOTICE,
                person_id=notice.person_id,
                addressee=line_of(notice.person_id),
            )
            for notice in at_once
        ]
    )
    for notice, mail in zip(at_once, mails, strict=True):
        notice.mail = mail
    # Somebody else who tells the same at the same moment is first; the mails then hold nothing,
    # and are dropped when it is their turn.
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return bool(at_once)


def _frequencies(kind: Kind, person_ids: list[int]) -> dict[int, str]:
    """What those want who do not want the default."""
    if kind.is_required:
        return {}
    own = Preference.objects.filter(kind=kind.key, person__in=person_ids)
    return dict(own.values_list("person_id", "frequency"))


@transaction.atomic
def post(
    *,
    to: str = "",
    subject: str,
    text: str,
    person: Any = None,
    words: dict[str, str] | None = None,
    about: Page | None = None,
    title_if_closed: str = "",
    reply_to: Any = "",
) -> Mail:
    """Put one letter into the outbox: plain text, to the address `to` or to that of `person`.

    Call it inside the transaction of what caused it, with subject and text in the reader's
    language. With a `person` it is sent only while their record is active. With `words` or `about`,
    subject and text are patterns of `%`; with `about`, `%(title)s` and `%(address)s` are filled in
    when it is sent, and only where the reader may read the page at that moment (safeguards 2C).
    `reply_to` is an address, or a person: replies then go to their address while they are active.
    """
    is_address = isinstance(reply_to, str)
    mail = Mail.objects.create(
        form=Mail.Form.LETTER,
        person=person,
        address=to,
        addressee=line_of(person.pk) if person is not None else to.lower(),
        subject=subject,
        text=text,
        words={} if words is None and about is not None else words,
        about=about,
        title_if_closed=title_if_closed,
        reply_to=reply_to if is_address else "",
        reply_to_person=None if is_address else reply_to,
    )
    leave_once(send_due_mail)
    return mail


@transaction.atomic
def choose_frequencies(*, by: Any, chosen: dict[str, str]) -> None:
    """Keep how often `by` wants mail, by the key of the kind; kinds that are required are skipped.

    What already waits goes out as it was wanted when it was told, unless it is wanted never.
    """
    for kind in kinds:
        if kind.is_required or kind.key not in chosen:
            continue
        if chosen[kind.key] == kind.default:
            Preference.objects.filter(person=by, kind=kind.key).delete()
        else:
            Preference.objects.update_or_create(
                person=by, kind=kind.key, defaults={"frequency": chosen[kind.key]}
            )
        if chosen[kind.key] == Frequency.NEVER:
            waiting = Notice.objects.filter(person=by, kind=kind.key)
            waiting.filter(Q(mail=None) | Q(mail__state=Mail.State.QUEUED)).update(
                frequency=Frequency.NEVER, mail=None
            )


def mark_as_read(*, by: Any, newest_id: int) -> None:
    """Mark all notices of `by` as read, up to the newest they have seen."""
    unread = Notice.objects.filter(person=by, read_at=None, pk__lte=newest_id)
    unread.update(read_at=timezone.now())


def mark_these_as_read(*, by: Any, kind: Kind, once: Any) -> None:
    """Mark as read what `by` was told of under these names, a list or a query: it was seen where it
    stands.
    """
    seen = Notice.objects.filter(person=by, kind=kind.key, read_at=None, once__in=once)
    seen.update(read_at=timezone.now())


def stop_mail_of(*, person_id: int, kind_keys: list[str]) -> None:
    """End mail of these kinds for a person who asks by the link in a mail."""
    person = get_user_model().objects.filter(pk=person_id).first()
    if person is not None:
        choose_frequencies(by=person, chosen=dict.fromkeys(kind_keys, Frequency.NEVER))
