"""A partnership is added, its partners named, its activities noted; and said to be alive."""

import csv
import datetime
import html
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from partnerships.models import Activity, Partnership, Traveller
from partnerships.registry.actions import ask_whether_alive, tell_of_visits
from tests.factories import make_cast, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing
from training.models.duty import Duty

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "title": "Stalls of two towns",
    "language": "en",
    "countries": ["ZM", "PE"],
    "status": "2",
    "starts_on": "2026-01-01",
    "is_published": "on",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra)


def page_of(one):
    return reverse("partnership", args=[one.pk])


def test_the_programme_adds_a_partnership_and_its_partners(client, cast, petra):
    petra.post(reverse("new_partnership"), WORDS)
    one = Partnership.objects.get()
    partners = reverse("partnership_partners", args=[one.pk])
    petra.post(partners, {"organisation": "ferry landing", "role": "4"})
    petra.post(partners, {"organisation": "High Pasture", "role": "4"})
    page = text_of(client.get(page_of(one)))
    for words in ("Stalls of two towns", "Ferry Landing", "High Pasture", "Peru, Zambia"):
        assert words in page


def test_a_partner_that_is_not_here_is_looked_for_by_part_of_its_name(cast, petra):
    one = make_partnership()
    partners = reverse("partnership_partners", args=[one.pk])
    page = text_of(petra.post(partners, {"organisation": "Ferry", "role": "4"}))
    assert "Is it one of these: Ferry Landing?" in page
    assert not one.partners.exists()


def test_a_coordinator_writes_in_one_partnership_and_publishes_none(cast):
    own, other = make_partnership(is_published=False), make_partnership(title="Another")
    make_coordinator(by=cast.petra, person=cast.odette, partnership=own)
    odette = sign_in(cast.odette)
    odette.post(reverse("change_partnership", args=[own.pk]), {**WORDS, "title": "New title"})
    own.refresh_from_db()
    assert own.title == "New title"
    assert not own.is_published
    assert odette.get(reverse("change_partnership", args=[other.pk])).status_code == 404
    assert odette.get(reverse("partnership_roles", args=[own.pk])).status_code == 404


def test_the_programme_names_who_coordinates_from_among_people_of_the_partners(cast, petra):
    one = make_partnership(cast.ferry_landing)
    address = reverse("partnership_roles", args=[one.pk])
    sent = {"role": "partnership-coordinator", "email": cast.bruno.email}
    assert "Nobody who may do this has this address." in text_of(petra.post(address, sent))
    petra.post(address, {**sent, "email": cast.odette.email})
    partners = reverse("partnership_partners", args=[one.pk])
    odette = sign_in(cast.odette)
    assert odette.get(partners).status_code == 200
    petra.post(address, {"role": "partnership-coordinator", "remove": cast.odette.pk})
    assert odette.get(partners).status_code == 404


def test_people_of_an_activity_are_for_the_partners_alone(client, cast, petra):
    one = make_partnership(cast.ferry_landing, cast.hill)
    sent = {
        "kind": "visit",
        "title": "Four days",
        "starts_on": "2026-03-01",
        "ends_on": "2026-03-04",
        "people": [cast.odette.pk],
    }
    petra.post(reverse("new_partnership_activity", args=[one.pk]), sent)
    assert "Four days" in text_of(client.get(page_of(one)))
    assert cast.odette.name not in text_of(client.get(page_of(one)))
    assert cast.odette.name not in text_of(sign_in(cast.bruno).get(page_of(one)))
    # Yara edits for a partner.
    assert cast.odette.name in text_of(sign_in(cast.yara).get(page_of(one)))


def test_an_exchange_visit_opens_a_duty_once_it_has_begun(cast, petra):
    one = make_partnership(cast.ferry_landing)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent = {
        "kind": "visit",
        "title": "Four days",
        "starts_on": tomorrow.isoformat(),
        "ends_on": tomorrow.isoformat(),
        "people": [cast.odette.pk],
    }
    petra.post(reverse("new_partnership_activity", args=[one.pk]), sent)
    assert not Duty.objects.exists()
    Activity.objects.update(starts_on=timezone.localdate())
    for _again in range(2):
        tell_of_visits()
    duty = Duty.objects.get()
    assert duty.person == cast.odette
    assert Traveller.objects.get().organisation == cast.ferry_landing


def test_a_mission_opens_no_duty(cast, petra):
    one = make_partnership(cast.ferry_landing)
    sent = {
        "kind": "mission",
        "title": "Counting",
        "starts_on": "2026-03-01",
        "ends_on": "2026-03-04",
        "people": [cast.odette.pk],
    }
    petra.post(reverse("new_partnership_activity", args=[one.pk]), sent)
    assert Traveller.objects.exists()
    assert not Duty.objects.exists()


def test_a_partnership_is_alive_once_both_sides_have_said_so(cast):
    one = make_partnership(cast.lake, cast.hill)
    address = reverse("confirm_partnership", args=[one.pk])
    assert sign_in(cast.odette).post(address).status_code == 404
    sign_in(cast.lena).post(address)
    one.refresh_from_db()
    assert one.confirmed_on is None
    sign_in(cast.yara).post(address)
    one.refresh_from_db()
    assert one.confirmed_on == timezone.localdate()


def test_who_speaks_for_a_side_is_asked_once_a_year(cast):
    one = make_partnership(cast.lake, cast.hill)
    for _again in range(2):
        ask_whether_alive()
    told = Notice.objects.filter(kind="partnerships.partnership")
    assert sorted(told.values_list("person_id", flat=True)) == sorted([cast.lena.pk, cast.yara.pk])
    assert one.title in text_of(sign_in(cast.lena).get(reverse("desk")))
    sign_in(cast.lena).post(reverse("confirm_partnership", args=[one.pk]))
    assert one.title not in text_of(sign_in(cast.lena).get(reverse("desk")))


def test_after_two_misses_it_is_unconfirmed_and_no_figure_counts_it(client, cast):
    long_ago = timezone.now() - datetime.timedelta(days=3 * 365)
    one = make_partnership(cast.lake, cast.hill, made_at=long_ago)
    fresh = make_partnership(cast.lake, cast.hill, title="Fresh")
    today = timezone.localdate()
    assert list(Partnership.objects.counted(today)) == [fresh]
    assert one.is_unconfirmed(today)
    page = text_of(client.get(reverse("partnerships")))
    assert "unconfirmed" in page
    assert "1 goes on" in page


def test_lists_are_narrowed_and_come_as_files_with_what_the_reader_may_know(client, cast):
    make_partnership(cast.lake, title="=cmd()|Waste of two", theme="waste")
    make_partnership(cast.lake, title="Stalls of two")
    make_partnership(cast.hill, title="Closed to others", is_published=False)
    page = text_of(client.get(reverse("partnerships"), {"theme": "markets"}))
    assert "Stalls of two" in page
    assert "Waste of two" not in page
    answer = client.get(reverse("partnerships_file", args=["csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert sorted(row[0] for row in rows[1:]) == ["'=cmd()|Waste of two", "Stalls of two"]
    inside = sign_in(cast.yara).get(reverse("partnerships_file", args=["csv"]))
    assert "Closed to others" in inside.content.decode("utf-8-sig")
    assert client.get(reverse("partnerships_file", args=["pdf"])).status_code == 404


def test_a_long_list_is_parted_by_the_last_row_shown(client, cast):
    for number in range(31):
        make_partnership(cast.lake, title=f"Number {number:02}", theme="")
    page = text_of(client.get(reverse("partnerships")))
    assert "Number 30" in page
    assert "Number 00" not in page
    last = Partnership.objects.get(title="Number 01")
    after = text_of(client.get(reverse("partnerships"), {"after": last.pk}))
    assert "Number 00" in after
    assert "Number 01" not in after
    for bad in ("x", "0" * 32):
        assert client.get(reverse("partnerships"), {"after": bad}).status_code == 400


@pytest.mark.parametrize("address", ["list", "file", "page"])
def test_pages_cost_the_same_for_one_and_for_twenty(cast, petra, address):
    one = make_partnership(cast.lake)
    asked_at = {
        "list": reverse("partnerships"),
        "file": reverse("partnerships_file", args=["csv"]),
        "page": page_of(one),
    }[address]
    counted = []
    for number in (1, 19):
        for index in range(number):
            make_partnership(cast.hill, cast.lake, title=f"More {number} {index}")
            activity = one.activities.create(
                kind="visit", title="A", starts_on="2026-01-01", ends_on="2026-01-02"
            )
            activity.travellers.create(person=cast.odette, organisation=cast.lake)
            one.confirmations.create(
                organisation=cast.lake,
                on=timezone.localdate() - datetime.timedelta(days=100 * number + index),
            )
        petra.get(asked_at)
        with CaptureQueriesContext(connection) as asked:
            assert petra.get(asked_at).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_an_early_word_of_one_side_does_not_take_back_that_both_had_said_so(cast):
    one = make_partnership(cast.lake, cast.hill)
    two_years_ago = timezone.localdate() - datetime.timedelta(days=700)
    for organisation in (cast.lake, cast.hill):
        one.confirmations.create(organisation=organisation, on=two_years_ago)
    sign_in(cast.lena).post(reverse("confirm_partnership", args=[one.pk]))
    one.refresh_from_db()
    assert one.confirmed_on == two_years_ago


def test_nobody_gives_themselves_a_role(cast, petra):
    one = make_partnership(cast.ferry_landing)
    sent = {"role": "partnership-controller", "email": cast.petra.email}
    page = text_of(petra.post(reverse("partnership_roles", args=[one.pk]), sent))
    assert "Nobody gives themselves a role." in page


@pytest.mark.parametrize("name", ["country", "theme", "status"])
def test_a_sign_that_no_database_takes_is_refused(client, name):
    assert client.get(reverse("partnerships"), {name: "\x00"}).status_code == 400
