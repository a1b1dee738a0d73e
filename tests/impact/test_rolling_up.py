"""What is rolled up equals what the rooms say one by one, for every reader, and tells no more."""

import csv
import datetime
import html
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums.models import Topic
from impact.reports import report_of
from impact.scopes import of_all, of_association, of_partnership, of_plan, of_theme
from learning.models import LibraryItem
from mentoring.models import Pair
from pages.audiences import set_audience
from partnerships.models import Output
from partnerships.permissions import partnerships_visible_to
from people.models import AssociationMembership, ReadingCount
from tests.factories import (
    ask,
    library_in,
    make_article,
    make_board,
    make_cast,
    make_known,
    make_manual,
    make_officer,
    make_pair,
    sign_in,
)
from tests.impact.making import key_of, read_in, teach_by, tie
from tests.partnerships.making import make_agreed_plan, make_partnership
from tests.standing import standing
from training.models import Event

pytestmark = pytest.mark.django_db

READERS = ["visitor", "odette", "bruno", "lena", "petra"]


class World:
    """Open and closed texts in open and closed partnerships of one plan, with what came of them."""

    def __init__(self):
        self.cast = cast = make_cast()
        self.plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
        self.open = make_partnership(cast.ferry_landing, title="Open", plan=self.plan)
        self.shut = make_partnership(
            cast.high_pasture, title="Shut", plan=self.plan, is_published=False
        )
        self.texts = [make_article(title="Rents"), make_manual(title="Waste", chapters=("One",))]
        closed = make_article(library_in("en", cast.lake), title="For lake towns")
        set_audience(closed.translation_key, f"association:{cast.lake.pk}")
        self.texts.append(closed)
        for text in self.texts:
            tie(self.open, key_of(text))
        tie(self.shut, key_of(make_article(title="Only there")), theme="waste")
        tie(self.shut, key_of(self.texts[0]))
        self._make_stations()

    def _make_stations(self):
        cast, boards = self.cast, [make_board()]
        boards.append(make_board("Lake talk", f"association:{cast.lake.pk}", association=cast.lake))
        for number, text in enumerate(self.texts):
            for board in boards:
                asker = make_officer(f"Asker {number} {board}", cast.ferry_landing, "Clerk")
                make_known(asker)
                ask(asker, board, title=f"Who pays {number}?", about=text)
            read_in(text, (3, 6, 8)[number], year=2025)
            teach_by(text, cast.lake, title=f"Course {number}")
        for text, number in ((self.texts[0], 5), (self.texts[1], 4)):
            for _pair in range(number):
                pair = make_pair()
                pair.request.about = text
                pair.request.save()


world = standing(World)


def reader_of(world, who):
    return AnonymousUser() if who == "visitor" else getattr(world.cast, who)


def asked_of_the_rooms(outputs, reader):
    """The sums, from each room's own rows."""
    things = set(outputs.values_list("thing", flat=True))
    texts = [
        item
        for item in LibraryItem.objects.visible_to(reader).filter(is_original=True)
        if key_of(item) in things
    ]
    pages = {
        item.pk: {item.pk, *item.get_children().values_list("pk", flat=True)} for item in texts
    }
    every = set().union(*pages.values()) if pages else set()
    read = [
        ReadingCount.objects.filter(
            page__in=own, organisation__kind="local-government", month__year=year
        )
        .values("organisation")
        .distinct()
        .count()
        for own in pages.values()
        for year in (2024, 2025, 2026)
    ]
    pairs = [Pair.objects.filter(request__about__in=own).count() for own in pages.values()]
    visible = partnerships_visible_to(reader)
    keys = [key_of(item) for item in texts]
    return {
        "lessons": len(texts),
        "from": visible.filter(outputs__thing__in=keys).distinct().count(),
        "read": sum(number for number in read if number >= 5),
        "asked": Topic.objects.visible_to(reader).filter(about__in=every).count(),
        "training": Event.objects.filter(state="held", edition__manual__in=every).count(),
        "trained": 6 * len([item for item in texts if Event.objects.filter(edition__manual=item)]),
        "coached": sum(number for number in pairs if number >= 5),
    }


def told(report):
    return {"lessons": len(report.lines), **{leg.kind: leg.number for leg in report.legs}}


@pytest.mark.parametrize("who", READERS)
def test_sums_equal_what_the_rooms_say_one_by_one(world, who):
    reader = reader_of(world, who)
    visible = partnerships_visible_to(reader)
    every = Output.objects.filter(partnership__in=visible)
    scopes = [
        (of_all(reader), every),
        (of_theme(reader, "markets"), every.filter(theme__slug="markets")),
        (of_theme(reader, "waste"), every.filter(theme__slug="waste")),
        (of_partnership(reader, world.open.pk), every.filter(partnership=world.open)),
        (of_plan(reader, world.plan.pk), every.filter(partnership__plan=world.plan)),
        (of_association(reader, world.cast.lake.pk), every.filter(partnership=world.open)),
        (of_association(reader, world.cast.hill.pk), every.filter(partnership=world.shut)),
    ]
    for scope, outputs in scopes:
        wanted = asked_of_the_rooms(outputs, reader)
        assert told(report_of(scope, reader)) == {
            key: number for key, number in wanted.items() if number or key == "lessons"
        }, scope.kind


def test_readers_see_different_sums(world):
    """Else the test above would hold for a page that shows everybody the same."""
    sums = {who: told(report_of(of_all(r := reader_of(world, who)), r)) for who in READERS}
    assert sums["visitor"]["lessons"] == 2
    assert sums["odette"]["lessons"] == 3
    assert sums["petra"]["lessons"] == 4
    assert "asked" not in sums["visitor"]
    assert sums["odette"]["asked"] > sums["bruno"]["asked"]
    assert sums["petra"]["from"] > sums["odette"]["from"]


@pytest.mark.parametrize("who", READERS)
def test_a_sum_tells_no_more_than_its_parts(world, who):
    """Each sum is made of numbers that are told one by one: no difference names a hidden one."""
    reader = reader_of(world, who)
    for scope in (of_all(reader), of_plan(reader, world.plan.pk), of_theme(reader, "markets")):
        report = report_of(scope, reader)
        for kind in ("read", "coached"):
            parts = [
                station.number
                for line in report.lines
                for leg in line.legs
                if leg.kind == kind
                for station in leg.stations
            ]
            assert all(number is not None and number >= 5 for number in parts)
            assert sum(parts) == told(report).get(kind, 0)
        years = [report_of(scope, reader, year) for year in report.years]
        assert sum(told(one).get("read", 0) for one in years) == told(report).get("read", 0)


def page_of(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer
    return html.unescape(answer.content.decode())


def test_the_index_says_sums_themes_newest_stations_and_what_is_missing(client, world):
    tie(world.open, key_of(make_article(title="Not gone anywhere")))
    page = page_of(client, "impact")
    assert "3 lessons: read in 6 municipalities in 2025 (counted for each lesson)" in page
    assert "Course 0, second" in page
    assert "Not gone anywhere" in page.partition("have not travelled yet")[2]
    assert "For lake towns" not in page
    assert "Only there" not in page
    assert reverse("impact_of_theme", args=["markets"]) in page


def test_a_plan_says_what_it_wants_and_its_theme_shows_the_way(client, world):
    page = page_of(client, "impact_of_plan", world.plan.pk)
    assert "Compared with the plan" in page
    theme = page_of(client, "plan_theme", world.plan.pk, "markets")
    assert "2 lessons: read in 6 municipalities in 2025 (counted for each lesson)" in theme
    assert "<svg" in theme
    assert "For lake towns" not in theme
    assert reverse("impact_of_plan", args=[world.plan.pk]) in theme
    assert reverse("impact_of_plan", args=[world.plan.pk]) in page_of(
        client, "country_plan", world.plan.pk
    )
    assert reverse("impact_of_partnership", args=[world.open.pk]) in page_of(
        client, "partnership", world.open.pk
    )


def test_a_partnership_that_is_closed_has_no_report_for_others(client, world):
    address = reverse("impact_of_partnership", args=[world.shut.pk])
    assert client.get(address).status_code == 404
    assert sign_in(world.cast.odette).get(address).status_code == 404
    assert sign_in(world.cast.petra).get(address).status_code == 200


def test_the_report_of_a_year_leaves_out_what_has_no_day(client, world):
    page = page_of(client, "impact", year=2025)
    assert "read in 6 municipalities in 2025" in page
    assert "learnt by" not in page
    long_ago = page_of(client, "impact", year=2001)
    assert "Nothing of 2001 is known here." in long_ago
    assert "read in" not in long_ago


def test_that_a_plan_has_no_lesson_yet_can_be_taken_along(client):
    cast = make_cast()
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    page = page_of(client, "impact_of_plan", plan.pk)
    assert "No lesson is here yet." in page
    assert "nothing new in 12 months" in page
    assert "To take to the council" in page


def test_the_sheet_says_what_the_page_says(client, world):
    answer = client.get(reverse("impact_file", args=["csv"]))
    assert answer["Cache-Control"] == "private, no-store"
    heads, *rows, sums = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert {row[0] for row in rows} == {"Rents", "Waste"}
    assert all(row[3].startswith("http") for row in rows)
    by_head = dict(zip(heads, sums, strict=True))
    assert by_head["Trainings"] == "4"
    assert by_head["Municipalities that read it, each year"] == "6"
    assert "For lake towns" not in answer.content.decode()


def test_an_editor_of_an_association_finds_its_report_on_the_desk(world):
    lena = sign_in(world.cast.lena)
    address = reverse("impact_of_association", args=[world.cast.lake.pk])
    assert address in page_of(lena, "desk")
    assert address not in page_of(sign_in(world.cast.bruno), "desk")
    assert "For lake towns" in page_of(lena, "impact_of_association", world.cast.lake.pk)


def test_who_was_a_member_once_counts_no_more_for_the_association(client, world):
    lake = world.cast.lake
    assert "Rents" in page_of(client, "impact_of_association", lake.pk)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    AssociationMembership.objects.filter(association=lake).update(until_on=yesterday)
    assert "Rents" not in page_of(client, "impact_of_association", lake.pk)


@pytest.mark.parametrize("who", ["visitor", "petra"])
def test_reading_writes_nothing(client, world, who):
    reader = client if who == "visitor" else sign_in(world.cast.petra)
    doors = (
        ("lesson_trail", "library-item", world.texts[0].translation_key),
        ("impact",),
        ("impact_file", "xlsx"),
        ("impact_of_plan", world.plan.pk),
        ("impact_of_association", world.cast.lake.pk),
        ("plan_theme", world.plan.pk, "markets"),
    )
    for name, *args in doors:
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(reverse(name, args=args)).status_code == 200
        wrong = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DEL"))]
        assert wrong == [], name


def test_a_pdf_is_made_or_its_lack_is_said(client, world, monkeypatch):
    monkeypatch.setattr("impact.views.can_make_pdf", lambda: False)
    assert client.get(reverse("impact_pdf")).status_code == 404
    assert "A PDF cannot be made on this server" in page_of(client, "impact")


@pytest.mark.parametrize("name", ["impact", "plan", "theme", "file"])
def test_reports_cost_the_same_for_one_lesson_and_for_twenty(client, name):
    cast = make_cast()
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    one = make_partnership(cast.lake, plan=plan)
    address = {
        "impact": reverse("impact"),
        "plan": reverse("impact_of_plan", args=[plan.pk]),
        "theme": reverse("plan_theme", args=[plan.pk, "markets"]),
        "file": reverse("impact_file", args=["csv"]),
    }[name]
    board, counted = make_board(audience="public"), []
    for times in (1, 19):
        for number in range(times):
            text = make_article(title=f"Text {times} {number}")
            tie(one, key_of(text))
            asker = make_officer(f"Asker {times} {number}", cast.ferry_landing, "Clerk")
            make_known(asker)
            ask(asker, board, title=f"Q {times} {number}", about=text)
            teach_by(text, cast.lake, title=f"C {times} {number}", trained=5)
            read_in(text, 5)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[0] < 60
