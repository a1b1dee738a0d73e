"""What siblings know of benefits and of passing on, in the words of the duty to pass it on."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Topic
from forums.permissions import can_read_post
from forums.states import PostState
from internships.models import Placement
from learning.models import LibraryItem
from mentoring.models import Pair
from pages.permissions import can_read
from partnerships.models import Traveller
from training.duty.registries import Benefit, Record, Taught
from training.models.duty import BenefitKind

# -- Benefits --------------------------------------------------------------------------------------


def mentorship(pair: Pair) -> Benefit:
    """Who is coached learns; what it is called stays between the two (2C)."""
    agreed_at = pair.agreed_at or timezone.now()
    return Benefit(
        key=f"mentoring-pair:{pair.pk}",
        kind=BenefitKind.MENTORSHIP,
        person=pair.mentee,
        on=timezone.localdate(agreed_at),
    )


def mentorships() -> Iterable[Benefit]:
    """All pairs that ever agreed; one query."""
    agreed = Pair.objects.exclude(agreed_at=None).select_related("mentee")
    return (mentorship(pair) for pair in agreed.iterator())


def visit(row: Traveller) -> Benefit:
    """Whoever goes on an exchange visit sees how others do it."""
    return Benefit(
        key=row.benefit_key,
        kind=BenefitKind.VISIT,
        person=row.person,
        on=row.activity.starts_on,
        organisation=row.organisation,
        said=row.activity.title,
    )


def visits() -> Iterable[Benefit]:
    """All that have begun; one query."""
    begun = Traveller.objects.exclude(told_at=None)
    return map(visit, begun.select_related("person", "organisation", "activity").iterator())


# -- What passes something on ----------------------------------------------------------------------

TEXT, ANSWER, COACHING = "library-text", "board-answer", "coaching-given"


def _text(item: LibraryItem) -> Record:
    published_at = item.first_published_at or timezone.now()
    return Record(
        f"{TEXT}:{item.translation_key}",
        item.owner_id,
        timezone.localdate(published_at),
        item.title,
        item.address or "",
    )


def _texts(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    """Published articles and cases that they began themselves; no translation, no import."""
    begun = LibraryItem.objects.live().filter(owner__in=persons, is_original=True)
    later = begun.filter(first_published_at__date__gt=after, external_id=None)
    return map(_text, later)


def _shown_text(key: str, reader: Any) -> Record | None:
    found = LibraryItem.objects.filter(translation_key=_pk(key), is_original=True).first()
    return _text(found) if found is not None and can_read(reader, found) else None


def _answers_kept() -> Any:
    """Marked as the answer by somebody else; what was removed counts for nothing."""
    marked = Topic.objects.filter(answer__state=PostState.SHOWN)
    marked = marked.exclude(answer__author=F("author"))
    return marked.exclude(Q(answer_marked_by=F("answer__author"))).select_related(
        "answer__topic__board", "board"
    )


def _answer(topic: Topic) -> Record:
    post: Any = topic.answer
    return Record(
        f"{ANSWER}:{post.key}",
        post.author_id,
        timezone.localdate(post.posted_at),
        topic.title,
        reverse("post", args=[post.pk]),
    )


def _answers(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    later = _answers_kept().filter(answer__author__in=persons, answer__posted_at__date__gt=after)
    return map(_answer, later)


def _shown_answer(key: str, reader: Any) -> Record | None:
    topic = _answers_kept().filter(answer__key=_pk(key)).first()
    if topic is None or topic.answer is None or not can_read_post(reader, topic.answer):
        return None
    return _answer(topic)


def _coaching(pair: Pair) -> Record:
    agreed_at = pair.agreed_at or timezone.now()
    return Record(
        f"{COACHING}:{pair.pk}",
        pair.mentor_id,
        timezone.localdate(agreed_at),
        "",
        reverse("pair", args=[pair.pk]),
    )


def _coachings(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    return map(_coaching, Pair.objects.filter(mentor__in=persons, agreed_at__date__gt=after))


def _shown_coaching(key: str, reader: Any) -> Record | None:
    pair = Pair.objects.visible_to(reader).filter(pk=_pk(key)).first()
    return _coaching(pair) if pair is not None else None


def _pk(key: str) -> uuid.UUID:
    return uuid.UUID(key.partition(":")[2])


HOSTED = "placement-hosted"


def placement(row: Placement) -> Benefit:
    """Whoever works beside colleagues elsewhere learns."""
    return Benefit(
        key=row.benefit_key,
        kind=BenefitKind.PLACEMENT,
        person=row.person,
        on=row.starts_on,
        organisation=row.sender,
    )


def placements() -> Iterable[Benefit]:
    """All that ever began; one query."""
    begun = Placement.objects.exclude(begun_at=None).select_related("person", "sender")
    return map(placement, begun.iterator())


def _hosting(row: Placement) -> Record:
    offer = row.application.offer
    url = reverse("host_offer", args=[offer.pk])
    return Record(f"{HOSTED}:{row.pk}", offer.supervisor_id or 0, row.starts_on, offer.title, url)


def _begun() -> Any:
    return Placement.objects.exclude(begun_at=None).select_related("application__offer")


def _hostings(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    """Placements whose guests they looked after; the guest is not named."""
    looked_after = _begun().filter(application__offer__supervisor__in=persons, starts_on__gt=after)
    return map(_hosting, looked_after)


def _shown_hosting(key: str, reader: Any) -> Record | None:
    found = _begun().filter(pk=_pk(key)).exclude(application__offer__supervisor=None).first()
    return _hosting(found) if found is not None else None


TAUGHT = (
    Taught(TEXT, _("An article or a case in the library"), _texts, _shown_text),
    Taught(ANSWER, _("An answer in the boards"), _answers, _shown_answer),
    Taught(HOSTED, _("A placement hosted"), _hostings, _shown_hosting),
    Taught(COACHING, _("Coaching a colleague"), _coachings, _shown_coaching, between_two=True),
)
