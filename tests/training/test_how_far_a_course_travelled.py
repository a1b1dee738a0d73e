"""The cascade: generations, figures against a known truth, and what is hidden."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.training.cascades import make_cascade
from training.cascade.counting import lines_of, recount
from training.cascade.figures import Figures
from training.cascade.hiding import COLUMNS, hide
from training.cascade.reading import figures_of
from training.models import Course, Event, Participation, Role

pytestmark = pytest.mark.django_db

NAMES = (
    "events",
    "unnamed",
    "persons",
    "still_there",
    "left",
    "not_known",
    "towns",
    "scores",
    "sum_before",
    "sum_after",
    "asked",
    "answered",
)


def said_of(line):
    return {name: getattr(line, name) for name in NAMES}


def check(made):
    recount(made.course)
    stored = {
        pk: (generation, is_known)
        for pk, generation, is_known in Event.objects.values_list(
            "pk", "generation", "is_generation_known"
        )
    }
    assert stored == {pk: (one, one > 0) for pk, one in made.generation_of.items()}
    lines, total = figures_of(Course.objects.filter(pk=made.course.pk))
    assert [line.generation for line in lines] == list(made.by_generation)
    for line in lines:
        assert said_of(line) == made.figures(line.generation)
    assert said_of(total) == made.figures(None)


def test_figures_of_a_made_cascade_equal_its_truth():
    made = make_cascade()
    assert Participation.objects.count() >= 1_900
    check(made)


def know_their_size(*tables):
    """A server does so by itself, but not within the transaction that filled them."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")


def all_figures(course):
    return figures_of(Course.objects.filter(pk=course.pk))


def queries(call, course):
    with CaptureQueriesContext(connection) as caught:
        call(course)
    return len(caught)


def let_one_statement_be_long():
    """The keys of all these rows are looked at in one, when the test is over."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


@pytest.mark.slow
@pytest.mark.postgresql
def test_figures_of_a_hundred_thousand_equal_their_truth():
    let_one_statement_be_long()
    made = make_cascade(widths=(4, 20, 80, 300, 700, 900), in_each=53, towns=900)
    assert Participation.objects.count() >= 100_000
    know_their_size("training_participation", "training_event", "people_appointment")
    check(made)
    assert queries(all_figures, made.course) == 7
    assert queries(lines_of, made.course) == 3


def test_counting_asks_no_more_of_many_than_of_few():
    few = make_cascade(generations=2, widths=(1, 1), in_each=6)
    many = make_cascade(generations=2, widths=(10, 10), in_each=30)
    recount(few.course), recount(many.course)
    for count in (recount, all_figures):
        assert queries(count, few.course) == queries(count, many.course)
    assert queries(all_figures, many.course) == 7


def test_an_undone_merge_takes_the_generation_back():
    made = make_cascade(generations=2, widths=(1, 1), in_each=40)
    recount(made.course)
    lead = Participation.objects.get(role=Role.LEAD)
    assert lead.is_another_than_entered
    Participation.objects.filter(pk=lead.pk).update(person=lead.entered_as)
    assert recount(made.course) == 1
    event = Event.objects.get(pk=lead.event_id)
    assert (event.generation, event.is_generation_known) == (0, False)


def line(generation, there, left, not_known, **more):
    return Figures(
        generation,
        persons=there + left + not_known,
        still_there=there,
        left=left,
        not_known=not_known,
        **more,
    )


def hidden_of(*lines):
    total = line(None, *(sum(getattr(one, name) for one in lines) for name in COLUMNS[:3]))
    total.scored_persons = sum(one.scored_persons for one in lines)
    return [set(own.names) for own in hide(list(lines), total)], lines, total


def test_nothing_is_hidden_where_nothing_is_small():
    hidden, _lines, _total = hidden_of(line(0, 10, 5, 0), line(1, 20, 0, 8))
    assert hidden == [set(), set(), set()]


def test_a_small_number_hides_a_second_in_its_row_and_column():
    hidden, _lines, _total = hidden_of(line(0, 30, 2, 9), line(1, 40, 11, 12))
    assert {"left", "not_known", "net"} <= hidden[0]
    assert "left" in hidden[1]


def test_no_hidden_number_follows_from_the_others():
    chance = random.Random(3)
    for _again in range(300):
        made = [line(n, *(chance.choice((0, 1, 3, 4, 6, 20)) for _p in "abc")) for n in range(4)]
        hidden, lines, total = hidden_of(*made)
        table = [*lines, total]
        for own, one in zip(hidden, table, strict=True):
            cells = [name for name in COLUMNS if name in own]
            assert len(cells) != 1
            assert all(name in own for name in COLUMNS if 0 < getattr(one, name) < 5)
        for name in COLUMNS:
            rows = [own for own in hidden if name in own]
            assert len(rows) != 1


def test_a_mean_of_few_is_hidden_and_does_not_follow_from_the_sum():
    hidden, _lines, _total = hidden_of(
        line(0, 10, 0, 0, scored_persons=3), line(1, 20, 0, 0, scored_persons=12)
    )
    assert ["scores" in own for own in hidden] == [True, False, True]
