"""The page of a course: figures, tree, chart, files; who sees small numbers."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.spreadsheets import write
from tests.factories import PersonFactory, make_cast, make_editor
from tests.training.cascades import make_cascade
from training.cascade.counting import recount
from training.models import Event, Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    made = make_cascade(generations=3, widths=(1, 2, 4), in_each=30)
    recount(made.course)
    return made


def page(client, made, name="cascade", *more):
    return client.get(reverse(name, args=[made.course.pk, *more]))


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_visitor_reads_how_far_a_course_travelled(client, made):
    answer = page(client, made)
    text = words(answer)
    assert answer.status_code == 200
    for generation in ("Not verified (0)", "Generation 1", "Generation 2", "All"):
        assert f'<th scope="row">{generation}</th>' in text
    assert str(made.figures(None)["persons"]) in text
    assert text.count('<figure class="reach"') == 1
    assert all(event.title in text for event in Event.objects.all())


def test_the_tree_stands_each_training_below_where_its_trainers_learnt(client, made):
    text = words(page(client, made))
    root, child = text.index("Training 0-0"), text.index("Training 1-0")
    assert root < child < text.index("Training 2-0")
    assert "<details open><summary>" in text[:child]


def test_a_branch_has_its_own_address(client, made):
    child = Event.objects.get(title="Training 1-0")
    text = words(page(client, made, "cascade_branch", child.pk))
    assert "Training 1-0" in text
    assert "Training 0-0" not in text
    other = make_cascade(generations=1, widths=(1,), in_each=6)
    assert page(client, other, "cascade_branch", child.pk).status_code == 404


def test_small_numbers_are_for_who_edits_for_the_keeper_or_the_programme(client):
    made = make_cascade(generations=1, widths=(1,), in_each=4)
    cast = make_cast()
    keeper = PersonFactory()
    make_editor(keeper, made.course.organisation)
    for person, sees in (
        (None, False),
        (cast.odette, False),
        (cast.lena, False),
        (cast.simon, False),
        (keeper, True),
        (cast.petra, True),
    ):
        client.logout()
        if person:
            client.force_login(person)
        assert ("hidden</td>" not in words(page(client, made))) is sees
        file = page(client, made, "cascade_file", "csv").content.decode()
        assert ("hidden" not in file) is sees


def test_the_file_says_what_the_page_says(client, made):
    answer = page(client, made, "cascade_file", "csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    column = rows[0].index("Persons")
    assert rows[-1][column] == str(made.figures(None)["persons"])
    answer = page(client, made, "cascade_file", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.cell(len(rows), column + 1).value == made.figures(None)["persons"]
    assert page(client, made, "cascade_file", "pdf").status_code == 404


def test_words_in_a_file_are_never_a_formula_and_numbers_stay_numbers():
    rows = [["=1+1", -3.5], ["@x", 2]]
    assert write(rows, "csv").decode("utf-8-sig") == "'=1+1,-3.5\r\n'@x,2\r\n"
    sheet = openpyxl.load_workbook(io.BytesIO(write(rows, "xlsx"))).active
    assert [cell.value for cell in sheet["A"]] == ["'=1+1", "'@x"]
    assert sheet["B1"].value == -3.5
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n"}


def test_a_course_that_was_never_held_says_so(client):
    made = make_cascade(generations=1, widths=(1,), in_each=2)
    Event.objects.update(state="cancelled")
    assert "No training of this course was held yet." in words(page(client, made))


def test_in_arabic_the_bars_begin_at_the_right(client, made):
    text = client.get(f"/ar/courses/{made.course.pk}/cascade/").content.decode()
    assert 'class="label" x="360"' in text


def test_a_page_of_many_asks_no_more_than_one_of_one(client):
    def asked(made):
        with CaptureQueriesContext(connection) as caught:
            assert page(client, made).status_code == 200
        return len(caught)

    one = make_cascade(generations=1, widths=(1,), in_each=1)
    lead = PersonFactory()
    Participation.objects.create(
        event=Event.objects.get(), person=lead, entered_as=lead, role="lead"
    )
    many = make_cascade(generations=3, widths=(1, 4, 15), in_each=20)
    recount(many.course)
    page(client, one)
    assert asked(one) == asked(many) <= 20
    assert Event.objects.filter(edition__course=many.course).count() == 20
    assert Participation.objects.count() > 300


def test_an_association_and_the_programme_see_all_their_courses(client, made):
    other = make_cascade(generations=1, widths=(1,), in_each=7)
    keeper, cast = PersonFactory(), make_cast()
    make_editor(keeper, made.course.organisation)
    own = reverse("training_figures_of", args=[made.course.organisation_id])
    client.force_login(keeper)
    text = words(client.get(own))
    assert f">{made.figures(None)['persons']}<" in text
    assert client.get(reverse("training_figures")).status_code == 404
    theirs = reverse("training_figures_of", args=[other.course.organisation_id])
    assert client.get(theirs).status_code == 404
    client.force_login(cast.petra)
    both = made.figures(None)["persons"] + other.figures(None)["persons"]
    assert f">{both}<" in words(client.get(reverse("training_figures")))
