"""A mailed link lets one person in, once, with the right role for the right organisation."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.actions import end_role
from people.models import Appointment, Invitation, Person, RoleGrant
from tests.factories import PASSWORD as OLD_PASSWORD
from tests.factories import AppointmentFactory, PersonFactory, sign_in
from tests.people.joining import PASSWORD, accept_with, invite_to, link_in_newest_mail, make_contact

pytestmark = pytest.mark.django_db

WANDA = "wanda-reed@towns.example"


@pytest.fixture
def link(cast):
    invite_to(cast.ferry_landing, cast.lena)
    return link_in_newest_mail(WANDA)


def in_days(days):
    return time_machine.travel(
        datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=days)
    )


def came_in():
    return Person.objects.filter(email=WANDA)


def test_the_form_makes_an_account_with_a_post_and_signs_it_in(cast, link):
    client = Client()
    answer = accept_with(link, client)
    assert answer["Location"] == reverse("desk")
    person = came_in().get()
    assert (person.name, person.time_zone) == ("Wanda Reed", "Africa/Lusaka")
    assert person.check_password(PASSWORD)
    held = person.appointments.get()
    assert (held.organisation, held.post, held.level) == (
        *(cast.ferry_landing, "Town clerk", "executive"),
    )
    assert held.from_on == datetime.datetime.now(tz=datetime.UTC).date()
    html = client.get(answer["Location"]).content.decode()
    assert "nobody finds you by name" in html
    assert not RoleGrant.objects.filter(person=person).exists()


def test_s07_the_session_gets_a_new_key(link):
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    accept_with(link, client)
    assert client.session.session_key not in (None, before)


def test_p18_looking_at_the_link_changes_nothing(link):
    written = []

    def note(execute, sql, *more):
        if not sql.lstrip("(").startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            written.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        answer = Client().get(link)
        Client().head(link)
    assert answer.status_code == 200
    assert written == []
    assert answer["Cache-Control"].count("no-store")
    assert not came_in().exists()


def test_p10_a_link_opens_once(link):
    accept_with(link)
    again = accept_with(link, name="Somebody Else", password="another long word 12")
    assert again.status_code == 404
    assert came_in().get().check_password(PASSWORD)
    assert Appointment.objects.filter(person__email=WANDA).count() == 1


def test_p10_another_address_cannot_use_it(cast, link):
    client = sign_in(cast.bruno)
    assert "Sign out" in client.get(link).content.decode()
    assert client.post(link).status_code == 403
    assert accept_with(link, client).status_code == 403
    assert cast.bruno.appointments.count() == 1
    assert not came_in().exists()


def test_p10_the_address_cannot_be_changed_in_the_form(cast, link):
    accept_with(link, email="mallory@towns.example", organisation=cast.hill.pk, role="x")
    assert came_in().get().appointments.get().organisation == cast.ferry_landing
    assert not Person.objects.filter(email="mallory@towns.example").exists()


def test_p10_after_it_was_taken_back(cast, link):
    sign_in(cast.lena).post(reverse("invitation_revoke", args=[Invitation.objects.get().pk]))
    assert accept_with(link).status_code == 404
    assert not came_in().exists()


def test_p10_after_ten_days(link):
    with in_days(9.9):
        assert Client().get(link).status_code == 200
    with in_days(10.1):
        assert Client().get(link).status_code == 404
        assert accept_with(link).status_code == 404
    assert not came_in().exists()


def test_p10_after_the_inviter_lost_the_role(cast):
    make_contact(cast.odette, cast.ferry_landing)
    invite_to(cast.ferry_landing, cast.odette)
    link = link_in_newest_mail(WANDA)
    assert Client().get(link).status_code == 200
    end_role(by=cast.lena, grant=RoleGrant.objects.get(person=cast.odette))
    assert Client().get(link).status_code == 404
    assert accept_with(link).status_code == 404
    assert not came_in().exists()


def test_p10_after_the_inviter_was_closed_out(cast, link):
    Person.objects.filter(pk=cast.lena.pk).update(is_active=False)
    assert accept_with(link).status_code == 404


def test_p10_after_the_town_left_the_association(cast, link):
    yesterday = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=1)
    cast.ferry_landing.memberships_held.update(until_on=yesterday)
    assert accept_with(link).status_code == 404


def test_a_link_that_never_was_looks_like_one_that_is_over(link):
    accept_with(link)
    never = reverse("invitation", args=["x" * 43])
    over, absent = Client().get(link), Client().get(never)
    assert over.status_code == absent.status_code == 404
    shown = [over.content.decode().replace(link[4:], "…"), absent.content.decode()]
    assert shown[0] == shown[1].replace(never[4:], "…")


def test_a_weak_password_is_refused_and_the_rest_kept(link):
    answer = accept_with(link, password="wanda-reed")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "field is-bad" in html
    assert 'value="Wanda Reed"' in html
    assert 'wanda-reed"' not in html.partition("id_password")[2][:200]
    assert not came_in().exists()


def test_who_has_an_account_signs_in_and_accepts_with_one_button(cast, link):
    wanda = PersonFactory(name="Wanda Reed", email=WANDA)
    html = Client().get(link).content.decode()
    assert f"{reverse('account_login')}?next={link}" in html
    assert accept_with(link).status_code == 403
    wanda.refresh_from_db()
    assert wanda.check_password(OLD_PASSWORD)
    client = sign_in(wanda)
    assert "<form" in client.get(link).content.decode()
    assert client.post(link)["Location"] == reverse("desk")
    assert wanda.appointments.get().organisation == cast.ferry_landing
    assert Person.objects.filter(name="Wanda Reed").count() == 1
    assert client.post(link)["Location"] == reverse("desk")
    assert wanda.appointments.count() == 1


def test_pressing_the_button_twice_makes_one_account(link):
    client = Client()
    for _ in range(2):
        assert accept_with(link, client)["Location"] == reverse("desk")
    assert Appointment.objects.filter(person__email=WANDA).count() == 1


def test_a_record_with_this_address_and_no_account_is_taken_over(cast, link):
    record = Person.objects.create_user(WANDA, None, name="W. Reed")
    accept_with(link)
    person = came_in().get()
    assert person.pk == record.pk
    assert person.claimed_at is not None
    assert person.name == "Wanda Reed"


def test_a_person_without_address_is_taken_over_by_the_invitation_that_names_them(cast):
    known = AppointmentFactory(
        organisation=cast.ferry_landing,
        post="Town clerk",
        person=Person.objects.create_user(None, None, name="Wanda Reed"),
    ).person
    invite_to(cast.ferry_landing, cast.lena, person=known)
    accept_with(link_in_newest_mail(WANDA))
    known.refresh_from_db()
    assert known.email == WANDA
    assert known.claimed_at is not None
    assert known.appointments.count() == 1


def test_a_closed_account_does_not_come_back_by_an_invitation(cast, link):
    gone = PersonFactory(name="Wanda Reed", email=WANDA, is_active=False)
    assert accept_with(link).status_code == 403
    gone.refresh_from_db()
    assert not gone.is_active
    assert not gone.appointments.exists()


def test_an_invited_contact_holds_the_role_through_the_new_post(cast):
    invite_to(cast.ferry_landing, cast.lena, role="organisation-contact")
    accept_with(link_in_newest_mail(WANDA))
    grant = RoleGrant.objects.get(person__email=WANDA)
    assert grant.role == "organisation-contact"
    assert grant.organisation == cast.ferry_landing
    assert grant.appointment == came_in().get().appointments.get()
    assert grant.given_by == cast.lena


def test_the_page_says_the_same_in_arabic_from_right_to_left(link):
    answer = Client().get(link.replace("/en/", "/ar/"))
    assert 'dir="rtl"' in answer.content.decode()
    assert answer.status_code == 200
