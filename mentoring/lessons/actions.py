"""A lesson for the library: one writes it, the other agrees to these very words, a draft begins."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mentoring.lessons.kinds import LESSON
from mentoring.models import Lesson, Pair
from mentoring.states import AGREE_TO_LESSON, DROP_LESSON, REWRITE_LESSON
from notices.actions import tell
from pages.languages import listed
from pages.moving import NotAnyMore, make
from pages.registries import drafts_to_begin
from people.models import Person


@dataclass(frozen=True)
class Written:
    """What is to be learnt, under a title, and whether the name of who wrote it stands over it."""

    title: str
    text: str
    is_named: bool


@transaction.atomic
def write_lesson(
    *, by: Person, pair: Pair, written: Written, seen_at: datetime.datetime | None
) -> Lesson:
    """Write it, or write it anew; the other is asked to agree to these words.

    `seen_at` is `changed_at` of what `by` had before them, None where there was nothing. Raises
    NotAnyMore where the other has changed it since, or its draft has begun; also where nothing was
    agreed between the two.
    """
    now = timezone.now()
    locked = Pair.objects.select_for_update().get(pk=pair.pk)
    if locked.agreed_at is None:
        raise NotAnyMore
    fields = {
        "by": by,
        "title": written.title,
        "text": written.text,
        "is_writer_named": written.is_named,
        "is_other_named": False,
        "changed_at": now,
    }
    lesson = Lesson.objects.filter(pair=pair).first()
    if (lesson.changed_at if lesson else None) != seen_at:
        raise NotAnyMore
    if lesson is None:
        lesson = Lesson.objects.create(pair=pair, **fields)
    else:
        make(REWRITE_LESSON, lesson, **fields)
    _tell_other(lesson, by, "written")
    return lesson


@transaction.atomic
def agree_to_lesson(
    *, by: Person, lesson: Lesson, seen_at: datetime.datetime, is_named: bool
) -> None:
    """Agree to the words as they stood at `seen_at`: a draft of who wrote them begins.

    Raises NotAnyMore where they have changed, or were dropped; ValueError where the library does
    not take them.
    """
    same = Lesson.objects.select_for_update().filter(pk=lesson.pk, changed_at=seen_at)
    if not same.exists():
        raise NotAnyMore
    make(AGREE_TO_LESSON, lesson, is_other_named=is_named)
    begin = next(iter(drafts_to_begin))
    writer = lesson.by
    draft = begin(
        by=writer,
        key=lesson.pk,
        language=writer.language,
        title=lesson.title,
        text=lesson.text,
        authors=_authors_of(lesson, by),
    )
    Lesson.objects.filter(pk=lesson.pk).update(draft=draft)
    _tell_other(lesson, by, "begun")


@transaction.atomic
def drop_lesson(*, by: Person, lesson: Lesson) -> None:
    """Either lets it be, without a reason. Raises NotAnyMore once its draft has begun."""
    make(DROP_LESSON, lesson)


def _authors_of(lesson: Lesson, other: Person) -> str:
    """The names of those who want theirs to be seen."""
    wanted = ((lesson.by, lesson.is_writer_named), (other, lesson.is_other_named))
    names = [person.name for person, is_named in wanted if is_named]
    with translation.override(lesson.by.language):
        return listed(names) or _("Two colleagues, one coaching the other")


def _tell_other(lesson: Lesson, by: Person, what: str) -> None:
    tell(
        LESSON,
        [lesson.pair.other_than(by)],
        once=f"mentoring-lesson:{lesson.pk}:{what}:{lesson.changed_at:%Y%m%d%H%M%S%f}",
        words={"pair": str(lesson.pair_id), "what": what},
        by=by,
    )
