"""An editor of an association, or the contact of an organisation, invites people of theirs."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.audit import name_of
from people.models import AuditEntry, Invitation, Person
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    sign_in,
)
from tests.people.joining import invite_to, link_in_newest_mail, mails_to, make_contact

pytestmark = pytest.mark.django_db

WANDA = "wanda-reed@towns.example"
WORDS = {
    "name": "Wanda Reed",
    "email": WANDA,
    "post": "Town clerk",
    "level": "executive",
    "language": "fr",
    "role": "member",
}


def send(person, organisation, **more):
    return sign_in(person).post(reverse("invite", args=[organisation.pk]), WORDS | more)


def test_an_editor_invites_a_person_of_a_member_who_gets_a_mail_in_their_language(cast):
    assert send(cast.lena, cast.ferry_landing).status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.organisation == cast.ferry_landing
    assert (invitation.role, invitation.invited_by) == ("", cast.lena)
    mail = mails_to(WANDA)[0]
    assert mail.subject == "Une invitation à Peerhall pour Ferry Landing"
    assert "/fr/join/invitation/" in mail.body
    assert "Lena Brook" in mail.body
    assert AuditEntry.objects.filter(act="people.invited", thing=name_of(invitation)).exists()


def test_the_database_does_not_hold_the_secret_of_the_link(cast):
    send(cast.lena, cast.ferry_landing)
    token = link_in_newest_mail(WANDA).rstrip("/").rpartition("/")[2]
    assert len(token) > 40
    assert Invitation.objects.get().token_hash not in (token, "")
    assert not Invitation.objects.filter(token_hash__contains=token).exists()


def test_a_contact_invites_for_the_own_organisation_and_for_no_other(cast):
    make_contact(cast.odette, cast.ferry_landing)
    assert send(cast.odette, cast.ferry_landing).status_code == 302
    for other in (cast.lake, cast.hill, cast.high_pasture):
        assert send(cast.odette, other).status_code == 404
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("name", ["odette", "bruno", "yara"])
def test_nobody_else_can_and_does_not_learn_that_the_organisation_is_there(cast, name):
    person = getattr(cast, name)
    assert send(person, cast.ferry_landing).status_code == 404
    absent = sign_in(person).get(reverse("invite", args=[999_999]))
    closed = sign_in(person).get(reverse("invite", args=[cast.ferry_landing.pk]))
    assert absent.status_code == closed.status_code == 404
    assert not Invitation.objects.exists()


def test_p11_a_contact_cannot_raise_the_role_or_the_organisation_in_the_form(cast):
    make_contact(cast.odette, cast.ferry_landing)
    client = sign_in(cast.odette)
    address = reverse("invite", args=[cast.ferry_landing.pk])
    for role in ("organisation-contact", "association-editor", "programme-editor"):
        answer = client.post(address, WORDS | {"role": role})
        assert answer.status_code == 200
        assert "to-mend" in answer.content.decode()
    assert not Invitation.objects.exists()
    client.post(address, WORDS | {"organisation": cast.lake.pk, "organisation_id": cast.lake.pk})
    assert Invitation.objects.get().organisation == cast.ferry_landing


def test_p11_an_editor_of_x_cannot_invite_an_editor_of_y_or_of_the_programme(cast):
    for organisation, role in (
        (cast.ferry_landing, "association-editor"),
        (cast.ferry_landing, "programme-editor"),
        (cast.lake, "programme-editor"),
        (cast.lake, "administrator"),
    ):
        answer = send(cast.lena, organisation, role=role)
        assert answer.status_code == 200
        assert "to-mend" in answer.content.decode()
    assert send(cast.lena, cast.hill, role="association-editor").status_code == 404
    assert not Invitation.objects.exists()


def test_an_editor_may_invite_a_contact_and_another_editor_of_the_own_association(cast):
    send(cast.lena, cast.ferry_landing, role="organisation-contact")
    send(cast.lena, cast.lake, role="association-editor", email="second@towns.example")
    assert set(Invitation.objects.values_list("role", "organisation")) == {
        ("organisation-contact", cast.ferry_landing.pk),
        ("association-editor", cast.lake.pk),
    }


def test_bad_input_keeps_what_was_typed_and_invites_nobody(cast):
    answer = send(cast.lena, cast.ferry_landing, email="wanda at towns", post="")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "wanda at towns" in html
    assert 'href="#id_post"' in html
    assert not Invitation.objects.exists()


def test_who_is_invited_already_gets_no_second_mail(cast):
    send(cast.lena, cast.ferry_landing)
    answer = sign_in(cast.lena).post(
        reverse("invite", args=[cast.ferry_landing.pk]),
        WORDS | {"email": "Wanda-Reed@Towns.example"},
        follow=True,
    )
    assert "Nothing was sent" in answer.content.decode()
    assert len(mails_to(WANDA)) == 1


def test_s01_inviting_somebody_who_has_an_account_looks_the_same_to_the_inviter(cast):
    PersonFactory(name="Wanda Reed", email=WANDA)
    answers = {}
    for email in (WANDA, "wanda-east@towns.example"):
        client = sign_in(cast.lena)
        answer = client.post(
            reverse("invite", args=[cast.ferry_landing.pk]), WORDS | {"email": email}, follow=True
        )
        html = answer.content.decode().replace(email, "…")
        answers[email] = (answer.status_code, html.partition("is-done")[2].partition("</div>")[0])
    assert len(set(answers.values())) == 1
    known, unknown = mails_to(WANDA)[0], mails_to("wanda-east@towns.example")[0]
    assert known.subject == unknown.subject
    assert len(known.body) == len(unknown.body)


def test_s01_sending_again_looks_the_same_too(cast):
    PersonFactory(name="Wanda Reed", email=WANDA)
    said = set()
    for email in (WANDA, "wanda-east@towns.example"):
        invitation = invite_to(cast.ferry_landing, cast.lena, email)
        Invitation.objects.filter(pk=invitation.pk).update(
            invited_at=invitation.invited_at - datetime.timedelta(days=2),
            sent_at=invitation.sent_at - datetime.timedelta(days=2),
        )
        answer = sign_in(cast.lena).post(
            reverse("invitation_again", args=[invitation.pk]), follow=True
        )
        html = answer.content.decode().replace(email, "…")
        said.add(html.partition("is-done")[2].partition("</div>")[0])
        assert len(mails_to(email)) == 2
    assert len(said) == 1


def test_who_came_less_than_three_days_ago_invites_nobody(cast):
    newcomer = PersonFactory(is_superuser=True)
    answer = send(newcomer, cast.ferry_landing)
    assert "less than three days ago" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_twenty_a_day_and_no_more_but_for_editors_and_contacts(cast):
    for person in (cast.petra, cast.lena):
        Person.objects.filter(pk=person.pk).update(
            joined_at=person.joined_at - datetime.timedelta(days=9)
        )
    for number in range(20):
        invite_to(cast.ferry_landing, cast.petra, f"p{number}@towns.example")
        invite_to(cast.ferry_landing, cast.lena, f"l{number}@towns.example")
    assert "as a day allows" in send(cast.petra, cast.ferry_landing).content.decode()
    assert send(cast.lena, cast.ferry_landing).status_code == 302
    assert Invitation.objects.count() == 41


def test_the_list_shows_what_is_open_for_the_own_organisations_alone(cast):
    invite_to(cast.ferry_landing, cast.lena)
    invite_to(cast.high_pasture, cast.yara, "omar-field@towns.example", name="Omar Field")
    html = sign_in(cast.lena).get(reverse("invitations")).content.decode()
    assert "Wanda Reed" in html
    assert "Omar" not in html
    assert "High Pasture" not in html
    assert sign_in(cast.odette).get(reverse("invitations")).status_code == 404


def test_an_invitation_is_taken_back_by_whoever_may_invite_there(cast):
    invitation = invite_to(cast.ferry_landing, cast.lena)
    address = reverse("invitation_revoke", args=[invitation.pk])
    assert sign_in(cast.yara).post(address).status_code == 404
    assert sign_in(cast.lena).get(address).status_code == 405
    make_contact(cast.odette, cast.ferry_landing)
    assert sign_in(cast.odette).post(address).status_code == 302
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_sending_again_kills_the_old_link_and_waits_a_day(cast):
    invitation = invite_to(cast.ferry_landing, cast.lena)
    old = link_in_newest_mail(WANDA)
    again = reverse("invitation_again", args=[invitation.pk])
    client = sign_in(cast.lena)
    assert "tomorrow" in client.post(again, follow=True).content.decode()
    with time_machine.travel(datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=11)):
        client = sign_in(cast.lena)
        client.post(again)
        new = link_in_newest_mail(WANDA)
        assert new != old
        assert client.get(old).status_code == 404
        assert client.get(new).status_code == 200


def test_a_contact_cannot_send_an_editors_invitation_again(cast):
    make_contact(cast.odette, cast.ferry_landing)
    invitation = invite_to(cast.ferry_landing, cast.lena, role="organisation-contact")
    address = reverse("invitation_again", args=[invitation.pk])
    assert sign_in(cast.odette).post(address).status_code == 404


def test_somebody_without_an_address_is_added_once_and_can_be_invited_later(cast):
    for _ in range(2):
        send(cast.lena, cast.ferry_landing, email="")
    person = Person.objects.get(name="Wanda Reed")
    assert (person.email, person.has_usable_password()) == (None, False)
    assert person.appointments.get().organisation == cast.ferry_landing
    later = reverse("invite_person", args=[cast.ferry_landing.pk, person.pk])
    assert "Wanda Reed" in sign_in(cast.lena).get(later).content.decode()
    answer = sign_in(cast.lena).post(later, WORDS)
    assert answer.status_code == 302
    assert Invitation.objects.get().person == person


def test_only_people_of_the_organisation_can_be_named_in_an_invitation(cast):
    stranger = AppointmentFactory(
        organisation=cast.high_pasture, person=PersonFactory(email=None, password=None)
    ).person
    with_account = AppointmentFactory(organisation=cast.ferry_landing).person
    for person in (stranger, with_account):
        address = reverse("invite_person", args=[cast.ferry_landing.pk, person.pk])
        assert sign_in(cast.lena).get(address).status_code == 404


def test_the_list_costs_the_same_however_long(cast):
    client = sign_in(cast.petra)
    costs = []
    for many in (1, 20):
        for number in range(many):
            invite_to(OrganisationFactory(), cast.petra, f"p{many}-{number}@towns.example")
        client.get(reverse("invitations"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("invitations"))
        costs.append(len(asked))
    # Beyond twenty organisations they are looked for by name, which saves a query.
    assert costs[1] <= costs[0] <= 11
