"""Partnerships that are there already come in from a list: every bad row is named, none twice."""

import datetime
import html
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.spreadsheets import write
from pages.tables import Row
from partnerships.entering.judging import judge
from partnerships.entering.tables import COLUMNS
from partnerships.models import Partnership
from tests.factories import OrganisationFactory, make_cast, sign_in
from tests.partnerships.making import make_agreed_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
HEAD = ["title", "partners", "countries", "themes", "country plan", "state", "first day"]
GOOD = [
    *("Two towns", "Ferry Landing; High pasture", "Zambia; PE", "markets", "Lake plan"),
    *("Under way", "2026-01-31"),
]


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra)


def upload(browser, *rows, kind="xlsx"):
    content = write([HEAD, *rows], kind)
    file = SimpleUploadedFile(f"list.{kind}", content)
    return browser.post(reverse("enter_partnerships"), {"file": file})


def keep(browser, answer):
    sent = answer.context["to_send"]
    return browser.post(reverse("keep_partnerships"), {"rows": sent}, follow=True)


def test_the_empty_list_names_the_columns(petra):
    answer = petra.get(reverse("partnerships_template"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["title", "partners"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_the_file_holds_is_shown_and_kept(cast, petra, kind):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    answer = upload(petra, GOOD, kind=kind)
    assert "Two towns" in text_of(answer)
    assert not Partnership.objects.exists()
    assert "1 partnership was entered." in text_of(keep(petra, answer))
    made = Partnership.objects.get()
    assert made.plan == plan
    assert made.starts_on == datetime.date(2026, 1, 31)
    assert {one.organisation for one in made.partners.all()} == {
        cast.ferry_landing,
        cast.high_pasture,
    }
    assert sorted(str(one.country) for one in made.countries.all()) == ["PE", "ZM"]
    assert [theme.slug for theme in made.themes.all()] == ["markets"]
    assert not made.is_published


def test_the_same_file_twice_adds_nothing(cast, petra):
    make_agreed_plan(cast.petra, cast.lena, cast.lake)
    for _time in range(2):
        answer = upload(petra, GOOD)
        keep(petra, answer)
    assert "1 partnership is here already" in text_of(answer)
    # Sent again, too.
    keep(petra, upload(petra, GOOD))
    assert Partnership.objects.count() == 1


def test_every_bad_row_is_named_and_the_good_ones_can_be_kept(cast, petra):
    make_agreed_plan(cast.petra, cast.lena, cast.lake)
    bad = [
        ["", "Ferry Landing"],
        ["No partner", ""],
        ["Unknown town", "Ferry Landing; Atlantis"],
        ["Unknown rest", "Ferry Landing", "Narnia", "magic", "No plan", "Sleeping", "soon"],
        ["Two towns", "High Pasture; Ferry Landing"],
    ]
    answer = upload(petra, GOOD, *bad)
    page = text_of(answer)
    for said in (
        "Write the title.",
        "Name the partners, parted by semicolons.",
        "No organisation here is called “Atlantis”.",
        "No country is called “Narnia”.",
        "No theme is called “magic”.",
        "No plan is called “No plan”.",
        "Write one of these:",
        "Write the day like this: 2026-12-31.",
        "It stands in row 2 already.",
        "5 rows need mending",
    ):
        assert said in page, said
    assert {fault.number for fault in answer.context["judged"].faults} == {3, 4, 5, 6, 7}
    keep(petra, answer)
    assert [one.title for one in Partnership.objects.all()] == ["Two towns"]


def test_pasted_lines_and_days_of_a_sheet(cast, petra):
    lines = "title\tpartners\tfirst day\nTwo towns\tFerry Landing\t2026-01-31 00:00:00"
    answer = petra.post(reverse("enter_partnerships"), {"lines": lines})
    keep(petra, answer)
    made = Partnership.objects.get()
    assert made.starts_on == datetime.date(2026, 1, 31)
    # Where no country is named, those of the partners.
    assert [str(one.country) for one in made.countries.all()] == ["ZM"]


def test_a_list_of_nothing_or_of_no_columns_is_refused_in_words(petra):
    assert "Choose a file, or paste the list." in text_of(
        petra.post(reverse("enter_partnerships"), {"lines": ""})
    )
    assert "There is nothing in this list" in text_of(upload(petra))
    answer = petra.post(
        reverse("enter_partnerships"),
        {"file": SimpleUploadedFile("list.csv", b"town;year\nA;2026\n")},
    )
    assert "The first row must name the columns." in text_of(answer)


def test_rows_that_were_tampered_with_are_judged_again(cast, petra):
    answer = petra.post(
        reverse("keep_partnerships"), {"rows": '[[2, {"title": "A", "partners": "Nobody"}]]'}
    )
    assert "No organisation here is called “Nobody”." in text_of(answer)
    petra.post(reverse("keep_partnerships"), {"rows": "nonsense"})
    assert not Partnership.objects.exists()


def test_nobody_else_enters_a_list(cast):
    for person in (cast.lena, cast.odette, cast.simon):
        browser = sign_in(person)
        assert browser.get(reverse("enter_partnerships")).status_code == 404
        assert browser.post(reverse("keep_partnerships"), {"rows": "[]"}).status_code == 404
        assert browser.get(reverse("partnerships_template")).status_code == 404


def test_judging_asks_the_same_number_of_questions_for_1_and_20_rows(cast):
    def asked(number):
        rows = [
            Row(place, {"title": f"T{place}", "partners": f"Town {place}"})
            for place in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert len(judge(rows).entries) == number
        return len(queries)

    for number in range(20):
        OrganisationFactory(name=f"Town {number}")
    assert COLUMNS.needed == ("title", "partners")
    assert asked(1) == asked(20)
