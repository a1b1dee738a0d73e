"""Helps tests of newsletters: a space, a form that is filled in, the worker's turn."""

from typing import Any

from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from learning.actions import make_association_shelf
from notices.models import Notice
from people.models import AssociationMembership, Newsletter, Organisation
from people.publishing.tasks import send_newsletter
from people.space.making import make_association_space
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    Cast,
    OrganisationFactory,
    do_waiting_work,
    make_cast,
    sign_in,
)


def open_space(association: Organisation, *languages: str) -> None:
    """A space with news and a shelf, in English unless told otherwise."""
    make_association_space(association, languages or ("en",))
    make_association_shelf(association)


def make_cast_with_space() -> Cast:
    """The cast, whose association of lake towns has a space."""
    cast = make_cast()
    open_space(cast.lake)
    return cast


def join(association: Organisation, number: int, **fields: Any) -> None:
    """So many towns more, each with one officer."""
    for _ in range(number):
        town = OrganisationFactory(**fields)
        AssociationMembership.objects.create(association=association, member=town, from_on=LONG_AGO)
        AppointmentFactory(organisation=town)


def told() -> set[int]:
    """Who was told of a newsletter."""
    return set(Notice.objects.filter(kind="people.newsletter").values_list("person_id", flat=True))


def sendings() -> int:
    """Tasks that would send a newsletter."""
    return DBTaskResult.objects.filter(task_path=send_newsletter.module_path).count()


def approve_by_two(association: Organisation) -> None:
    association.space_settings.is_approved_by_two = True
    association.space_settings.save()


def filled(association: Organisation, **more: Any) -> dict[str, Any]:
    """What a browser sends for a newsletter to all members, now."""
    return {
        "key": "11111111-1111-4111-8111-111111111111",
        "language": "en",
        "subject": "The grant circular",
        "message": "Dear colleagues,\n\nanswer by *Friday*.",
        "audience": f"association:{association.pk}",
        "when": "now",
        "then": "send",
        **more,
    }


def publish(editor: Any, association: Organisation, **more: Any) -> Any:
    """The answer to the form, and nothing done by the worker yet."""
    browser = sign_in(editor)
    return browser.post(reverse("publish", args=[association.pk]), filled(association, **more))


def send(editor: Any, association: Organisation, **more: Any) -> Newsletter:
    """A newsletter that has gone out."""
    assert publish(editor, association, **more).status_code == 302
    do_waiting_work()
    return Newsletter.objects.get(key=filled(association, **more)["key"])
