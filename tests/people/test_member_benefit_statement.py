"""One page a year says what a member gave and received, to those whom it concerns."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from pages import pdf
from people.models import AssociationMembership, ReadingCount
from tests.factories import (
    OrganisationFactory,
    library_in,
    make_article,
    make_manual,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db

YEAR = timezone.now().year
MONTH = datetime.date(YEAR, 1, 1)


def address(organisation, year=YEAR, name="benefits"):
    return reverse(name, args=[organisation.pk, year])


def read(page, organisation, readings, month=MONTH):
    ReadingCount.objects.create(
        page=page, organisation=organisation, month=month, readings=readings
    )


def lines_for(person, organisation, year=YEAR):
    statement = sign_in(person).get(address(organisation, year)).context["statement"]
    return {line.what: line.number for line in (*statement.given, *statement.received)}


def test_the_statement_counts_texts_and_readings_of_one_year(cast):
    own = make_article(
        author_organisation=cast.ferry_landing,
        contact_organisation=cast.ferry_landing,
        confirmed_on=datetime.date(YEAR, 2, 1),
    )
    foreign = make_article(author_organisation=cast.high_pasture)
    read(own, cast.high_pasture, 7)
    read(own, cast.ferry_landing, 40)
    read(foreign, cast.ferry_landing, 6)
    read(foreign, cast.ferry_landing, 90, month=datetime.date(YEAR - 1, 12, 1))
    assert lines_for(cast.odette, cast.ferry_landing) == {
        "Texts it published": 1,
        "Texts it confirmed as still right": 1,
        "Texts it answers questions about": 1,
        "Times others read its texts": 7,
        "Times its people read what others wrote": 6,
    }


def test_readings_of_chapters_are_of_their_manual(cast):
    manual = make_manual(author_organisation=cast.ferry_landing, chapters=("One", "Two"))
    for chapter in manual.get_children():
        read(chapter, cast.high_pasture, 3)
    assert lines_for(cast.odette, cast.ferry_landing)["Times others read its texts"] == 6


def test_language_versions_of_one_text_are_one_text(cast):
    first = make_article(author_organisation=cast.ferry_landing)
    make_article(
        library_in("fr"),
        author_organisation=cast.ferry_landing,
        translation_key=first.translation_key,
    )
    assert lines_for(cast.odette, cast.ferry_landing)["Texts it published"] == 1


def test_fewer_than_five_readings_are_told_as_such_and_nought_likewise(cast):
    own = make_article(author_organisation=cast.ferry_landing)
    read(own, cast.high_pasture, 4)
    html = sign_in(cast.odette).get(address(cast.ferry_landing)).content.decode()
    assert html.count("fewer than 5") == 2
    assert ">4<" not in html


def test_r4_what_the_reader_may_not_read_is_not_counted(cast):
    closed = make_article(
        author_organisation=cast.ferry_landing, audience=f"association:{cast.hill.pk}"
    )
    read(closed, cast.high_pasture, 9)
    assert "Texts it published" not in lines_for(cast.odette, cast.ferry_landing)
    assert lines_for(cast.petra, cast.ferry_landing)["Texts it published"] == 1


def test_its_people_its_association_and_the_programme_read_it_and_nobody_else(cast):
    AssociationMembership.objects.create(
        association=cast.hill,
        member=cast.ferry_landing,
        from_on=datetime.date(2019, 1, 1),
        until_on=datetime.date(2020, 1, 1),
    )
    neighbour = OrganisationFactory(name="Sand Point")
    AssociationMembership.objects.create(
        association=cast.lake, member=neighbour, from_on=datetime.date(2019, 1, 1)
    )
    stranger = make_officer("Ida Reed", neighbour, "Clerk")
    for person in (cast.odette, cast.lena, cast.petra, cast.simon):
        assert sign_in(person).get(address(cast.ferry_landing)).status_code == 200
    for person in (cast.bruno, cast.yara, stranger):
        for name in ("benefits", "benefits_pdf"):
            answer = sign_in(person).get(address(cast.ferry_landing, name=name))
            assert answer.status_code == 404
            assert "Ferry Landing" not in answer.content.decode()


def test_r5_who_has_left_reads_it_no_more(cast):
    browser = sign_in(cast.odette)
    assert browser.get(address(cast.ferry_landing)).status_code == 200
    cast.odette.appointments.update(until_on=datetime.date(2020, 1, 1))
    assert browser.get(address(cast.ferry_landing)).status_code == 404


def test_there_is_one_for_each_year_of_membership_and_no_other(cast):
    cast.ferry_landing.memberships_held.update(
        from_on=datetime.date(2021, 5, 1), until_on=datetime.date(2023, 2, 1)
    )
    browser = sign_in(cast.odette)
    answer = browser.get(address(cast.ferry_landing, 2022))
    assert [each["year"] for each in answer.context["years"]] == [2023, 2022, 2021]
    assert "Member of Association of Lake Towns" in answer.content.decode()
    for year in (2020, 2024, YEAR + 1, 0, 99999999):
        assert browser.get(address(cast.ferry_landing, year)).status_code == 404


def test_an_empty_statement_says_what_would_stand_here_and_one_thing_to_do(cast):
    html = sign_in(cast.odette).get(address(cast.ferry_landing)).content.decode()
    assert "Texts it published and confirmed" in html
    assert "Find what other towns did" in html
    assert "To take to the council" not in html
    assert "fewer than 5" not in html


@pytest.mark.skipif(not pdf.can_make_pdf(), reason="no Pango: apt install libpango-1.0-0")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_statement_can_be_taken_along_as_one_page(cast, language):
    make_article(author_organisation=cast.ferry_landing)
    place = address(cast.ferry_landing, name="benefits_pdf").replace("/en/", f"/{language}/")
    answer = sign_in(cast.odette).get(place)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_where_no_pdf_can_be_made_the_page_says_so_and_the_address_is_none(cast, monkeypatch):
    monkeypatch.setattr("people.benefits.views.can_make_pdf", lambda: False)
    make_article(author_organisation=cast.ferry_landing)
    browser = sign_in(cast.odette)
    page = browser.get(address(cast.ferry_landing)).content.decode()
    assert "A PDF cannot be made on this server" in page
    assert browser.get(address(cast.ferry_landing, name="benefits_pdf")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_texts_and_readings(cast):
    def count(browser):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address(cast.ferry_landing)).status_code == 200
        return len(asked)

    def write(number):
        for _ in range(number):
            own = make_article(author_organisation=cast.ferry_landing)
            read(own, cast.high_pasture, 6)

    write(1)
    browser = sign_in(cast.odette)
    count(browser)
    few = count(browser)
    write(19)
    assert count(browser) == few <= 32
