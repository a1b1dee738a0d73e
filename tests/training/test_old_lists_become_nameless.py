"""Five years after a training its list shows pseudonyms, and no figure changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from tests.factories import make_cast, sign_in
from tests.standing import standing
from tests.training.cascades import make_cascade
from tests.training.making import make_course, make_training, put_on_list
from training.cascade.reading import figures_of
from training.models import Certificate, Course, FollowUp, NameKey
from training.persons.keeping import keep_keys
from training.retention import forget_old_names

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
LONG_AGO = 6 * 366
NAME = "Zebulon Quartermain"


class Old:
    """Somebody without an account took part in two trainings that are long over."""

    def __init__(self, cast):
        self.edition = make_course(cast.lake)
        self.person = Person.objects.create(
            name=NAME, email="zebulon@quartermain.example", phone="+260971555777", password="!"
        )
        self.events = [
            make_training(self.edition, cast.ferry_landing, days_ago=LONG_AGO + n, by=cast.odette)
            for n in (0, 30)
        ]
        self.rows = [
            put_on_list(event, self.person, score_before=40, score_after=80, function="Quay clerk")
            for event in self.events
        ]
        put_on_list(self.events[0], cast.bruno)
        FollowUp.objects.create(
            participation=self.rows[0], months=3, whom="trainee", with_whom=f"with {NAME}"
        )
        keep_keys([self.person.pk])


@pytest.fixture
def old(cast):
    return Old(cast)


def figures(edition):
    return repr(figures_of(Course.objects.filter(pk=edition.course_id)))


def test_the_name_goes_and_the_figures_stay(old):
    before = figures(old.edition)
    forget_old_names()
    old.person.refresh_from_db()
    assert old.person.is_former_member
    assert (old.person.email, old.person.phone, old.person.is_active) == (None, "", False)
    assert not NameKey.objects.filter(person=old.person).exists()
    assert FollowUp.objects.get().with_whom == ""
    assert figures(old.edition) == before


def test_a_cascade_of_many_stays_as_it_was_counted():
    made = make_cascade(generations=3, widths=(1, 2, 4), in_each=30)
    before = repr(figures_of(Course.objects.filter(pk=made.course.pk)))
    named = Person.objects.filter(name__startswith="Human").count()
    forget_old_names()
    assert Person.objects.filter(name__startswith="Human").count() < named
    assert repr(figures_of(Course.objects.filter(pk=made.course.pk))) == before


def test_no_list_and_no_file_names_anybody_any_more(cast, old):
    client = sign_in(cast.odette)
    pages = []
    for event in old.events:
        for name in ("participants", "sheet"):
            pages.append(client.get(reverse(name, args=[event.pk])))
        pages.append(client.post(reverse("export_list", args=[event.pk]), {"kind": "csv"}))
    pages.append(client.get(reverse("training_row", args=[old.rows[0].pk])))
    pages.append(client.get(reverse("cascade", args=[old.edition.course_id])))
    for answer in pages:
        assert answer.status_code in (200, 404)
        text = answer.content.decode()
        for word in ("Quartermain", "zebulon@", "971555777", "Bruno"):
            assert word not in text
    old.rows[0].refresh_from_db()
    assert old.rows[0].name_on_list == old.rows[1].name_on_list
    assert old.rows[0].name_on_list in pages[0].content.decode()


def test_who_has_an_account_keeps_it(cast, old):
    forget_old_names()
    cast.bruno.refresh_from_db()
    assert cast.bruno.name == "Bruno Sel"


def test_who_took_part_lately_keeps_the_name(cast, old):
    put_on_list(make_training(old.edition, cast.ferry_landing), old.person)
    forget_old_names()
    old.person.refresh_from_db()
    assert old.person.name == NAME


def test_what_a_certificate_shows_stays(client, old):
    made = Certificate.objects.create(
        participation=old.rows[0],
        name=NAME,
        course="Sorting waste",
        edition="1",
        title="Sorting waste",
        held_on=old.events[0].ended_on,
    )
    forget_old_names()
    made.refresh_from_db()
    assert made.name == NAME
    assert NAME in client.get(reverse("verify_certificate", args=[made.token])).content.decode()


def test_a_second_run_changes_nothing(old):
    forget_old_names()
    before = list(Person.objects.order_by("pk").values())
    forget_old_names()
    assert list(Person.objects.order_by("pk").values()) == before


def test_queries_do_not_grow_with_the_persons(cast, old):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            forget_old_names()
        return len(asked)

    one = queries()
    for number in range(20):
        put_on_list(old.events[0], Person.objects.create(name=f"One {number}", password="!"))
    assert queries() == one
