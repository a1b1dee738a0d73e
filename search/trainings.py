"""Trainings and courses as documents of the index.

Of a training what its page says to visitors: not who teaches, never who took part. A course is for
all who are signed in.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from pages.models.audience import SIGNED_IN
from search.engine.interface import Document, Part
from search.rooms import (
    SIGNED_IN_SCOPE,
    SUMMARY,
    Readable,
    RowsOfRoom,
    facts_of_themes,
    holding,
    shown_of,
)
from training.events.lines import days_of
from training.models import Course, Event
from training.states import EventState

# A course is taught often, and each time its name is nearly all there is.
WORTH = 0.3


# -- Trainings -------------------------------------------------------------------------------------


def _trainings() -> Any:
    rows = Event.objects.exclude(state=EventState.CANCELLED)
    return rows.select_related("organiser", "edition__course")


def _trainings_written() -> Any:
    return _trainings().prefetch_related("edition__course__themes__parent")


def _documents_of_trainings(events: list[Event], version: int) -> Iterator[Document]:
    for event in events:
        yield _training(event, version)


def _training(event: Event, version: int) -> Document:
    course, organiser = event.edition.course, event.organiser
    countries = [str(event.country)] if event.country else []
    said = " · ".join(filter(None, (course.name, event.edition.label, organiser.name, event.place)))
    return Document(
        key=event.scope,
        version=version,
        language=event.language,
        type="training",
        title=event.title,
        scopes=[event.scope],
        countries=countries,
        organisations=[str(organiser.pk)],
        year=event.starts_at.year,
        size_band=organiser.size_band,
        worth=WORTH,
        published_at=event.made_at,
        group=event.scope,
        shown=shown_of([organiser.name], countries, event.made_at),
        parts=[Part(f"{event.scope}#facts", "section", "", said, event.scope)],
        **facts_of_themes(course.themes.all()),
    )


def _readable_trainings(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        event.scope: Readable(
            event.title,
            reverse("training", args=[event.pk]),
            event.language,
            True,
            (),
            days_of(event),
        )
        for event in _trainings().filter(pk__in=numbers)
    }


def _trainings_called(_person: Any, words: Sequence[str]) -> Any:
    return holding(_trainings(), "title", words)


# -- Courses ---------------------------------------------------------------------------------------


def _courses() -> Any:
    return Course.objects.select_related("organisation").prefetch_related(
        "themes__parent", "editions"
    )


def _documents_of_courses(courses: list[Course], version: int) -> Iterator[Document]:
    for course in courses:
        yield _course(course, version)


def _course(course: Course, version: int) -> Document:
    keeper = course.organisation
    countries = [str(keeper.country)] if keeper.country else []
    said = "\n".join([keeper.name, *(one.label for one in course.editions.all()), course.about])
    return Document(
        key=course.scope,
        version=version,
        # Its name and words are said in no language.
        language="",
        type="course",
        title=course.name,
        summary=course.about[:SUMMARY],
        scopes=[course.scope, SIGNED_IN_SCOPE],
        barriers=[(SIGNED_IN_SCOPE, SIGNED_IN)],
        countries=countries,
        organisations=[str(keeper.pk)],
        year=course.made_at.year,
        size_band=keeper.size_band,
        worth=WORTH,
        published_at=course.made_at,
        group=course.scope,
        shown=shown_of([keeper.name], countries, course.made_at),
        parts=[Part(f"{course.scope}#about", "section", "", said, course.scope)],
        **facts_of_themes(course.themes.all()),
    )


def _readable_courses(person: Any, numbers: list[Any]) -> dict[str, Readable]:
    if not getattr(person, "is_authenticated", False):
        return {}
    return {
        course.scope: Readable(
            course.name, reverse("course", args=[course.pk]), "", False, (SIGNED_IN,)
        )
        for course in Course.objects.filter(pk__in=numbers)
    }


def _courses_called(person: Any, words: Sequence[str]) -> Any:
    is_signed_in = getattr(person, "is_authenticated", False)
    return holding(Course.objects.all() if is_signed_in else Course.objects.none(), "name", words)


TRAININGS = RowsOfRoom(
    "training",
    UUID,
    _trainings_written,
    _documents_of_trainings,
    _readable_trainings,
    _trainings_called,
    ("edition__course__themes",),
    ("organiser",),
)
COURSES = RowsOfRoom(
    "course",
    int,
    _courses,
    _documents_of_courses,
    _readable_courses,
    _courses_called,
    ("themes",),
    ("organisation",),
)
