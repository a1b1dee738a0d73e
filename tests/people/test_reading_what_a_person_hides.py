"""The programme reads what a person hides by saying why: noted, and told to the person."""

import io
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from pages.models import Theme
from people.models import AuditEntry, SeenBy, SpokenLanguage
from people.own_data.zips import write_zip
from tests.factories import make_cast, make_contact, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

READ = "people.hidden-fields-read"
HIDDEN = ("odette-marsh@towns.example", "+260 977 1", "Bemba at home", "Ichibemba", "Lake shores")


@standing
def cast():
    cast = make_cast()
    shores = Theme.objects.create(slug="lake-shores", name_en="Lake shores")
    cast.odette.phone, cast.odette.about = "+260 977 1", "Bemba at home"
    cast.odette.save()
    cast.odette.themes.add(shores)
    SpokenLanguage.objects.create(person=cast.odette, code="bem")
    return cast


def door(person):
    return reverse("hidden_fields", args=[person.pk])


def staff(person):
    return sign_in(person, with_second_factor=True)


def shown(response):
    return [words for words in HIDDEN if words in response.content.decode()]


def readings():
    return AuditEntry.objects.filter(act=READ)


@pytest.mark.parametrize("who", ["petra", "simon"])
def test_r8_who_says_why_sees_them_in_that_answer_and_it_is_noted(cast, who):
    reader = getattr(cast, who)
    answer = staff(reader).post(door(cast.odette), {"reason": "The letter came back."})
    assert shown(answer) == list(HIDDEN)
    entry = readings().get()
    assert (entry.by, entry.person, entry.reason) == (reader, cast.odette, "The letter came back.")
    assert not [words for words in HIDDEN if words in f"{entry.reason} {entry.thing} {entry}"]


def test_r8_looking_at_the_page_shows_and_notes_nothing(cast):
    answer = staff(cast.petra).get(door(cast.odette))
    assert answer.status_code == 200
    assert shown(answer) == []
    assert not readings().exists()


@pytest.mark.parametrize("reason", ["", "   ", "\u202e\n"])
def test_r8_without_a_reason_nothing_is_shown_or_noted(cast, reason):
    answer = staff(cast.petra).post(door(cast.odette), {"reason": reason})
    assert shown(answer) == []
    assert "Write why you need them." in answer.content.decode()
    assert not readings().exists()


def test_r8_each_reading_is_noted(cast):
    petra = staff(cast.petra)
    for reason in ("First", "Second"):
        petra.post(door(cast.odette), {"reason": reason})
    assert [entry.reason for entry in readings()] == ["Second", "First"]


def test_r8_what_cannot_be_noted_is_not_shown(cast):
    def no_entry(execute, sql, params, many, context):
        if "people_auditentry" in sql and sql.startswith("INSERT"):
            raise DatabaseError("disk full")
        return execute(sql, params, many, context)

    petra = staff(cast.petra)
    petra.raise_request_exception = False
    with connection.execute_wrapper(no_entry):
        answer = petra.post(door(cast.odette), {"reason": "A letter"})
    assert answer.status_code == 500
    assert shown(answer) == []


def test_the_person_reads_who_read_it_and_why_on_the_site_and_in_their_data(cast):
    staff(cast.petra).post(door(cast.odette), {"reason": "The letter came back."})
    page = sign_in(cast.odette).get(reverse("noted")).content.decode()
    for words in ("Hidden fields of a profile were read", "Petra Vance", "The letter came back."):
        assert words in page
    copy = io.BytesIO()
    write_zip(cast.odette, copy)
    with ZipFile(copy) as archive:
        assert "The letter came back." in archive.read("people-auditentry-person.csv").decode()
    assert "The letter came back." not in sign_in(cast.bruno).get(reverse("noted")).content.decode()


@pytest.mark.parametrize("who", ["lena", "yara", "odette", "bruno"])
def test_r3_editors_of_associations_and_members_have_no_such_door(cast, who):
    make_contact(cast.bruno, cast.ferry_landing)
    somebody = getattr(cast, who)
    browser = staff(somebody)
    for person in (cast.petra, somebody):
        for answer in (
            browser.get(door(person)),
            browser.post(door(person), {"reason": "I want to"}),
        ):
            assert answer.status_code == 404
    assert not readings().exists()


def test_no_link_leads_others_to_it(cast):
    cast.odette.name_seen_by = SeenBy.SIGNED_IN
    cast.odette.save()
    places = [reverse("person", args=[cast.odette.pk])]
    places.append(reverse("people_of", args=[cast.ferry_landing.pk]))
    for person, is_led in ((cast.petra, True), (cast.simon, True), (cast.lena, False)):
        browser = staff(person)
        for place in places:
            assert (door(cast.odette) in browser.get(place).content.decode()) == is_led


def test_the_log_of_editors_of_an_association_does_not_tell_of_it(cast):
    staff(cast.petra).post(door(cast.odette), {"reason": "The letter came back."})
    for person, is_told in ((cast.petra, True), (cast.simon, True), (cast.lena, False)):
        html = staff(person).get(reverse("audit_log")).content.decode()
        assert ("The letter came back." in html) == is_told


def test_staff_without_a_second_factor_set_one_up_first(cast):
    answer = sign_in(cast.petra, with_second_factor=False).post(
        door(cast.odette), {"reason": "A letter"}
    )
    assert answer["Location"] == reverse("mfa_activate_totp")
    assert not readings().exists()


def test_who_has_gone_has_nothing_to_be_read(cast):
    cast.odette.is_active = False
    cast.odette.save()
    assert staff(cast.petra).get(door(cast.odette)).status_code == 404


def test_the_answer_is_kept_by_no_cache(cast):
    answer = staff(cast.petra).post(door(cast.odette), {"reason": "A letter"})
    assert answer["Cache-Control"] == "private, no-store"


def test_readings_count_as_lookups(cast):
    petra = staff(cast.petra)
    for _ in range(100):
        petra.get(door(cast.odette))
    answer = petra.post(door(cast.odette), {"reason": "A letter"})
    assert (answer.status_code, shown(answer)) == (429, [])
    assert not readings().exists()
