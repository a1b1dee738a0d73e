"""What is done with a newsletter before it goes out, and stopping it."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from notices.actions import tell
from pages.moving import NotAnyMore
from people.audit import record
from people.models import Newsletter, Organisation, Person
from people.publishing.kinds import GIVEN_BACK, WAITS
from people.publishing.permissions import has_colleague
from people.publishing.querysets import approvers_of
from people.publishing.second_person import wants_second_person
from people.publishing.tasks import send_newsletter
from people.states import APPROVE, APPROVE_ALONE, CHANGE, GIVE_BACK, SEND_IN, STOP, Move


@dataclass(frozen=True)
class Words:
    """What the form says: fields of the newsletter, and the pages that come with it."""

    fields: dict[str, Any]
    items: list[Page]


@transaction.atomic
def save_draft(
    *,
    by: Person,
    association: Organisation,
    key: uuid.UUID,
    words: Words,
    newsletter: Newsletter | None = None,
) -> Newsletter:
    """Keep the words as a draft of `by`; what waited for approval is taken back by it.

    A form that comes again under the same `key` writes on what it made. Raises NotAnyMore where
    that has gone on since.
    """
    if newsletter is None:
        newsletter, _is_new = Newsletter.objects.get_or_create(
            key=key,
            defaults={**words.fields, "association": association, "written_by": by},
        )
        if newsletter.association_id != association.pk:
            raise NotAnyMore
    _move(newsletter, CHANGE, by=by, changed_at=timezone.now(), written_by=by, **words.fields)
    newsletter.items.set(words.items)
    return newsletter


@transaction.atomic
def send_out(*, by: Person, newsletter: Newsletter) -> None:
    """Ask a colleague to approve it where the association wants that; else it goes out.

    Where `by` is the only editor, it goes out approved by one alone, and the log says so (R12).
    """
    association = newsletter.association
    if wants_second_person(association) and has_colleague(by, newsletter):
        _move(newsletter, SEND_IN, by=by, reason="")
        tell(
            WAITS,
            approvers_of(newsletter),
            once=newsletter.once_waiting,
            words={"newsletter": str(newsletter.pk)},
            by=by,
        )
        return
    _approve(newsletter, APPROVE_ALONE, by=by)


@transaction.atomic
def approve(*, by: Person, newsletter: Newsletter, seen_at: datetime.datetime) -> None:
    """Let it go out, now or at its time, as it was at `seen_at` (its `changed_at` when read)."""
    _must_be_as_seen(newsletter, seen_at)
    _approve(newsletter, APPROVE, by=by)


@transaction.atomic
def give_back(
    *, by: Person, newsletter: Newsletter, reason: str, seen_at: datetime.datetime
) -> None:
    """Give it back to who wrote it, and tell them why."""
    _must_be_as_seen(newsletter, seen_at)
    _move(newsletter, GIVE_BACK, by=by, reason=reason)
    if newsletter.written_by is not None:
        tell(
            GIVEN_BACK,
            [newsletter.written_by],
            once=f"{newsletter.once}:{newsletter.changed_at:%Y%m%d%H%M%S%f}",
            words={"newsletter": str(newsletter.pk)},
            by=by,
        )


@transaction.atomic
def stop(*, by: Person, newsletter: Newsletter) -> None:
    """Nobody is told of it from now on; who was told before keeps what they have."""
    _move(newsletter, STOP, by=by, ended_at=timezone.now())


def _approve(newsletter: Newsletter, move: Move, *, by: Person) -> None:
    _move(newsletter, move, by=by, approved_by=by, approved_at=timezone.now(), reason="")
    task = send_newsletter
    if newsletter.send_at is not None and newsletter.send_at > timezone.now():
        task = send_newsletter.using(run_after=newsletter.send_at)
    task.enqueue(newsletter_id=newsletter.pk)


def _must_be_as_seen(newsletter: Newsletter, seen_at: datetime.datetime) -> None:
    same = Newsletter.objects.select_for_update().filter(pk=newsletter.pk, changed_at=seen_at)
    if not same.exists():
        raise NotAnyMore


def _move(newsletter: Newsletter, move: Move, *, by: Person | None, **fields: Any) -> None:
    """The move and its fields in one statement: of two at the same time one is refused."""
    possible = Newsletter.objects.filter(pk=newsletter.pk, state__in=move.since)
    if not possible.update(state=move.to, **fields):
        raise NotAnyMore
    newsletter.refresh_from_db()
    record(move.act, by=by, thing=newsletter, organisation=newsletter.association)
