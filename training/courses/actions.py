"""Making and changing courses, and adding editions of their manuals."""

from typing import Any

from django.db import transaction

from pages.registries import announce_things
from people.audit import record
from people.models import Person
from training.models import Course, Edition, Event


@transaction.atomic
def make_course(*, by: Person, said: dict[str, Any]) -> Course:
    """A new course, by the words of CourseForm."""
    course = Course.objects.create(
        name=said["name"], about=said["about"], organisation=said["organisation"], made_by=by
    )
    course.themes.set(said["themes"])
    record("training.course-made", by=by, thing=course, organisation=course.organisation)
    announce_things("changed", [course.scope])
    return course


@transaction.atomic
def change_course(*, by: Person, course: Course, said: dict[str, Any]) -> None:
    """What it is called and about; who keeps it stays."""
    course.name, course.about = said["name"], said["about"]
    course.save(update_fields=["name", "about"])
    course.themes.set(said["themes"])
    record("training.course-changed", by=by, thing=course, organisation=course.organisation)
    taught = Event.objects.filter(edition__course=course).only("pk")
    announce_things("changed", [course.scope, *(event.scope for event in taught)])


@transaction.atomic
def add_edition(*, by: Person, course: Course, said: dict[str, Any]) -> Edition:
    """A further edition, by the words of EditionForm."""
    edition = Edition.objects.create(
        course=course, label=said["label"], from_on=said["from_on"], manual=said["manual"]
    )
    record("training.edition-added", by=by, thing=course, organisation=course.organisation)
    announce_things("changed", [course.scope])
    return edition
