"""Lessons that travelled, for tests."""

import datetime

from django.utils import timezone

from pages.models import Theme
from partnerships.models import Output
from people.models import ReadingCount
from tests.factories import AppointmentFactory, OrganisationFactory, PersonFactory
from tests.training.making import make_course, make_training, put_on_list
from training.cascade.counting import recount


def key_of(text):
    return f"library-item:{text.translation_key}"


def tie(partnership, thing, theme="markets", **more):
    """What was learnt there, tied to it."""
    found = Theme.objects.get(slug=theme)
    return Output.objects.create(partnership=partnership, thing=thing, theme=found, **more)


def read_in(page, towns, *, year=None, readings=2):
    """Readings of a page from so many new towns, in January of a year."""
    month = datetime.date(year or timezone.localdate().year, 1, 1)
    for _number in range(towns):
        ReadingCount.objects.create(
            page=page, organisation=OrganisationFactory(), month=month, readings=readings
        )


def teach_by(text, keeper, *, trained=6, title="A course"):
    """Two trainings by a text, the second led by who learnt in the first; gives both."""
    edition = make_course(keeper, name=title)
    edition.manual = text
    edition.save()
    first = make_training(edition, keeper, title=f"{title}, first", days_ago=90, country="ZM")
    second = make_training(edition, keeper, title=f"{title}, second", days_ago=30, country="ZM")
    for _number in range(trained):
        town = OrganisationFactory()
        person = PersonFactory()
        AppointmentFactory(person=person, organisation=town)
        put_on_list(first, person, organisation=town, state="attended")
    leader = first.participations.first().person
    put_on_list(second, leader, role="lead", state="attended")
    recount(edition.course)
    return first, second
