"""Pages are counted by organisation and month: each reader once a day, nobody by name."""

import datetime
import json
import multiprocessing

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people import readings
from people.models import CountedDay, ReadingCount
from people.tasks import count_readings
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    make_article,
    sign_in,
)

pytestmark = pytest.mark.django_db

THURSDAY = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.PEERHALL_DATA = tmp_path


@pytest.fixture
def article():
    return make_article()


def open_on(moment, person, *pages):
    with time_machine.travel(moment, tick=False):
        client = sign_in(person)
        for page in pages:
            assert client.get(page.address).status_code == 200


def count_on(moment):
    with time_machine.travel(moment, tick=False):
        count_readings.call()


def counts():
    rows = ReadingCount.objects.order_by("month", "organisation_id")
    return list(rows.values_list("page_id", "organisation_id", "month", "readings"))


NOVEMBER = datetime.date(2026, 11, 1)


def test_a_reading_is_counted_for_the_reader_s_organisation_when_the_day_is_over(cast, article):
    open_on(THURSDAY, cast.odette, article)
    count_on(THURSDAY + datetime.timedelta(hours=10))
    assert counts() == []
    count_on(THURSDAY + DAY)
    assert counts() == [(article.pk, cast.ferry_landing.pk, NOVEMBER, 1)]


def test_coming_back_on_the_same_day_counts_once_and_on_the_next_day_again(cast, article):
    open_on(THURSDAY, cast.odette, article, article)
    open_on(THURSDAY + datetime.timedelta(hours=5), cast.odette, article)
    open_on(THURSDAY + DAY, cast.odette, article)
    colleague = AppointmentFactory(organisation=cast.ferry_landing).person
    open_on(THURSDAY + DAY, colleague, article)
    count_on(THURSDAY + 2 * DAY)
    assert counts() == [(article.pk, cast.ferry_landing.pk, NOVEMBER, 3)]


def test_days_of_two_months_are_counted_apart(cast, article):
    open_on(THURSDAY, cast.odette, article)
    open_on(THURSDAY + 7 * DAY, cast.odette, article)
    count_on(THURSDAY + 8 * DAY)
    assert [row[2:] for row in counts()] == [(NOVEMBER, 1), (datetime.date(2026, 12, 1), 1)]


def test_who_has_two_posts_counts_for_both_organisations(cast, article):
    AppointmentFactory(person=cast.odette, organisation=cast.lake)
    open_on(THURSDAY, cast.odette, article)
    count_on(THURSDAY + DAY)
    assert {row[1] for row in counts()} == {cast.ferry_landing.pk, cast.lake.pk}


def test_visitors_and_who_has_left_are_not_counted(cast, article, client):
    cast.odette.appointments.update(until_on=datetime.date(2026, 11, 25))
    open_on(THURSDAY, cast.odette, article)
    with time_machine.travel(THURSDAY, tick=False):
        client.get(article.address)
        sign_in(cast.bruno).head(article.address)
    count_on(THURSDAY + DAY)
    assert counts() == []


def test_p18_reading_a_page_writes_nothing_to_the_database(cast, article):
    client = sign_in(cast.odette)
    with CaptureQueriesContext(connection) as asked:
        client.get(article.address)
    assert not [one for one in asked if not one["sql"].lstrip("(").startswith("SELECT")]


def test_the_file_names_no_person_and_leads_from_no_page_to_another(cast, article):
    other = make_article()
    open_on(THURSDAY, cast.odette, article, other)
    [path] = settings.PEERHALL_DATA.glob("readings/*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line[0] for line in lines] == [article.pk, other.pk]
    assert lines[0][2] != lines[1][2]
    assert all(len(line) == 3 and line[1] == [cast.ferry_landing.pk] for line in lines)


def test_what_was_counted_leaves_neither_file_nor_secret(cast, article):
    open_on(THURSDAY, cast.odette, article)
    assert len(list(settings.PEERHALL_DATA.glob("readings/*"))) == 2
    count_on(THURSDAY + DAY)
    assert list(settings.PEERHALL_DATA.glob("readings/*")) == []


def test_a_worker_killed_before_it_removed_the_file_counts_nothing_twice(cast, article):
    open_on(THURSDAY, cast.odette, article)
    [path] = settings.PEERHALL_DATA.glob("readings/*.jsonl")
    kept = path.read_bytes()
    count_on(THURSDAY + DAY)
    path.write_bytes(kept)
    count_on(THURSDAY + DAY)
    assert [row[3] for row in counts()] == [1]
    assert not path.exists()


def test_a_worker_killed_while_counting_leaves_all_to_the_next(cast, article, monkeypatch):
    open_on(THURSDAY, cast.odette, article)

    def die(*args):
        ReadingCount.objects.create(
            page=article, organisation=cast.hill, month=NOVEMBER, readings=7
        )
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(readings, "_add", die)
        with pytest.raises(KeyboardInterrupt):
            count_on(THURSDAY + DAY)
    assert counts() == []
    assert not CountedDay.objects.exists()
    count_on(THURSDAY + DAY)
    assert [row[3] for row in counts()] == [1]


def _read_much(first_person):
    for person_id in range(first_person, first_person + 200):
        readings.write_line(1, [1], person_id)
        readings.write_line(1, [1], 1)


def test_two_processes_that_write_beside_each_other_lose_no_line():
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_read_much, args=(first,)) for first in (1000, 2000)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    [path] = settings.PEERHALL_DATA.glob("readings/*.jsonl")
    lines = path.read_text().splitlines()
    assert len(lines) == 800
    # One secret for both: the reader of both processes is one.
    assert len({json.loads(line)[2] for line in lines}) == 401
    assert readings._readings_in(lines) == {(1, 1): 401}
    assert len(list(settings.PEERHALL_DATA.glob("readings/*"))) == 2


def test_half_a_line_and_things_that_are_gone_are_left_out(cast, article):
    gone = make_article()
    open_on(THURSDAY, cast.odette, article, gone)
    [path] = settings.PEERHALL_DATA.glob("readings/*.jsonl")
    with path.open("a") as file:
        file.write('7\n[1, [2], \n"x"\n[1, 2, "y"]\n[99999999, [1], "z"]\n[3, [')
    gone.delete()
    count_on(THURSDAY + DAY)
    assert [row[0] for row in counts()] == [article.pk]


def test_a_folder_that_cannot_be_written_refuses_no_page(cast, article, settings, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    settings.PEERHALL_DATA = blocked
    open_on(THURSDAY, cast.odette, article)


def test_fewer_than_five_readings_are_not_shown():
    assert [readings.shown(number) for number in (0, 1, 4, 5, 6)] == [None, None, None, 5, 6]


def test_a_count_is_of_a_whole_month_and_there_once(cast, article):
    key = {"page": article, "organisation": cast.lake, "readings": 1}
    ReadingCount.objects.create(**key, month=NOVEMBER)
    for month in (NOVEMBER, datetime.date(2026, 11, 2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReadingCount.objects.create(**key, month=month)


def test_a_person_without_a_post_reads_uncounted(article):
    open_on(THURSDAY, PersonFactory(), article)
    count_on(THURSDAY + DAY)
    assert counts() == []
