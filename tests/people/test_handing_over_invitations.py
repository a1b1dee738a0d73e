"""Open invitations of somebody who leaves: taken back, or on the right of who comes after (P10)."""

import pytest
from django.test import Client
from django.urls import reverse

from people.leaving.actions import note_what_is_done
from people.leaving.querysets import things_of
from people.models import AuditEntry, Departure, Invitation, Person, RoleGrant
from tests.factories import (
    AppointmentFactory,
    make_cast,
    make_contact,
    make_editor,
    make_officer,
    sign_in,
)
from tests.people.joining import accept_with, invite_to, link_in_newest_mail
from tests.standing import standing

pytestmark = pytest.mark.django_db
WANDA = "wanda-reed@towns.example"


@standing
def cast():
    """The cast; Nadia Weir and Odette are both contacts of Ferry Landing."""
    cast = make_cast()
    make_contact(make_officer("Nadia Weir", cast.ferry_landing, "Clerk"), cast.ferry_landing)
    make_contact(cast.odette, cast.ferry_landing)
    return cast


@pytest.fixture
def nadia(cast):
    return Person.objects.get(name="Nadia Weir")


def leave(person, organisation):
    """The departure of somebody who leaves at once."""
    post = person.appointments.get(organisation=organisation)
    browser = sign_in(person, with_second_factor=True)
    browser.post(reverse("end_post", args=[post.pk]), {"when": "at-once"})
    return Departure.objects.get(appointment=post)


def invitations_in(departure, reader=None):
    return [one for one in things_of(departure, reader) if one.key.startswith("people.invit")]


def hand_over(departure, by, to):
    keys = [thing.key for thing in invitations_in(departure)]
    address = reverse("departure", args=[departure.pk])
    sign_in(by, with_second_factor=True).post(address, {"things": keys, "to": to})


def test_p10_what_a_contact_sent_opens_nothing_until_a_colleague_takes_it_over(cast, nadia):
    invite_to(cast.ferry_landing, cast.odette)
    link = link_in_newest_mail(WANDA)
    departure = leave(cast.odette, cast.ferry_landing)
    assert Client().get(link).status_code == 404
    (thing,) = invitations_in(departure)
    assert thing.title == "1 open invitation: Ferry Landing"
    hand_over(departure, cast.odette, nadia.pk)
    # Who has left may only give it back: a successor is named by those who are there.
    assert Client().get(link).status_code == 404
    hand_over(departure, nadia, nadia.pk)
    assert Invitation.objects.get().invited_by == nadia
    assert accept_with(link).status_code == 302
    assert Person.objects.get(email=WANDA).appointments.get().organisation == cast.ferry_landing
    assert invitations_in(departure) == []


def test_p10_what_goes_back_to_the_organisation_is_taken_back(cast, nadia):
    invite_to(cast.ferry_landing, cast.odette)
    link = link_in_newest_mail(WANDA)
    hand_over(leave(cast.odette, cast.ferry_landing), nadia, "back")
    assert Client().get(link).status_code == 404
    assert Invitation.objects.get().revoked_at is not None
    assert AuditEntry.objects.filter(act="people.invitation-revoked", by=nadia).count() == 1


def test_p10_who_may_not_invite_stands_for_a_link_that_opens_nothing(cast, nadia):
    invite_to(cast.ferry_landing, cast.odette)
    link = link_in_newest_mail(WANDA)
    porter = make_officer("Old Tom", cast.ferry_landing, "Porter")
    hand_over(leave(cast.odette, cast.ferry_landing), nadia, porter.pk)
    assert Invitation.objects.get().invited_by == porter
    assert Client().get(link).status_code == 404


def test_r12_a_role_in_an_invitation_is_not_taken_over(cast):
    ruth = make_officer("Ruth Pike", cast.lake, "Editor")
    make_editor(ruth, cast.lake)
    invite_to(cast.lake, cast.lena, role="association-editor")
    link = link_in_newest_mail(WANDA)
    hand_over(leave(cast.lena, cast.lake), ruth, ruth.pk)
    accept_with(link)
    assert Person.objects.get(email=WANDA).appointments.get().organisation == cast.lake
    assert not RoleGrant.objects.filter(person__email=WANDA).exists()


def test_an_editor_leaves_those_to_the_members_and_learns_nothing_new_of_others(cast):
    invite_to(cast.ferry_landing, cast.lena)
    invite_to(cast.lake, cast.lena, email="second@towns.example")
    invite_to(cast.high_pasture, cast.yara, email="third@towns.example")
    departure = leave(cast.lena, cast.lake)
    titles = [thing.title for thing in invitations_in(departure)]
    assert titles == [
        "1 open invitation: Association of Lake Towns",
        "1 open invitation: Ferry Landing",
    ]
    contact = make_officer("Ida Reed", cast.lake, "Secretary")
    make_contact(contact, cast.lake)
    (seen,) = invitations_in(departure, contact)
    assert seen.title == "1 open invitation: Association of Lake Towns"


def test_what_one_may_still_invite_to_by_another_role_stays_ones_own(cast):
    AppointmentFactory(person=cast.lena, organisation=cast.ferry_landing, post="Adviser")
    make_contact(cast.lena, cast.ferry_landing)
    invite_to(cast.ferry_landing, cast.lena)
    assert invitations_in(leave(cast.lena, cast.lake)) == []


def test_a_departure_is_done_when_the_last_invitation_has_run_out(cast, nadia):
    RoleGrant.objects.filter(person=cast.odette).update(handed_over_at="2026-01-01T00:00Z")
    invite_to(cast.ferry_landing, cast.odette)
    departure = leave(cast.odette, cast.ferry_landing)
    note_what_is_done()
    assert Departure.objects.open().exists()
    Invitation.objects.update(invited_at="2026-01-01T00:00Z", sent_at="2026-01-01T00:00Z")
    note_what_is_done()
    departure.refresh_from_db()
    assert departure.done_at is not None
