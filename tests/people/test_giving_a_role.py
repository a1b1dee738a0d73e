"""Who is in an organisation, and who gives and confirms which role there."""

import random

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.granting.permissions import can_confirm, reach_of, waiting_for
from people.models import AuditEntry, Person, RoleGrant
from people.permissions import editor_roles_of
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT, PROGRAMME_EDITOR
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    do_waiting_work,
    make_cast,
    make_contact,
    make_editor,
    make_officer,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db
EDITOR, CONTACT, PROGRAMME = (
    role.key for role in (ASSOCIATION_EDITOR, ORGANISATION_CONTACT, PROGRAMME_EDITOR)
)


@standing
def cast():
    """The cast, and Ines Wick, who works for the lake towns and has no role yet."""
    cast = make_cast()
    make_officer("Ines Wick", cast.lake, "Webmaster")
    return cast


def ines():
    return Person.objects.get(name="Ines Wick")


def browser(person):
    return sign_in(person, with_second_factor=True)


def give(giver, organisation, person, role):
    address = reverse("give_role", args=[organisation.pk, person.pk])
    return browser(giver).post(address, {"role": role}, follow=True)


# -- Seeing who is there ---------------------------------------------------------------------------


def test_the_contact_sees_names_posts_roles_and_states_and_no_address(cast):
    make_contact(cast.odette, cast.ferry_landing)
    without = AppointmentFactory(
        organisation=cast.ferry_landing,
        post="Porter",
        person=PersonFactory(name="Old Tom", email=None),
    )
    closed = AppointmentFactory(organisation=cast.ferry_landing, person__is_active=False).person
    html = sign_in(cast.odette).get(reverse("people_of", args=[cast.ferry_landing.pk]))
    text = html.content.decode()
    for words in (
        *("Odette Marsh", "Head of waste collection", "Contact of an organisation"),
        *("Confirms and invites people of this organisation", "has an account"),
        *(without.person.name, "Porter", "no account yet", closed.name, "account closed"),
    ):
        assert words in text
    assert "@towns.example" not in text
    assert "Give a role" not in text


def test_editors_of_an_association_see_its_members_people_and_nobody_elses(cast):
    lena = browser(cast.lena)
    for organisation, status in (
        *((cast.lake, 200), (cast.ferry_landing, 200)),
        *((cast.hill, 404), (cast.high_pasture, 404)),
    ):
        assert lena.get(reverse("people_of", args=[organisation.pk])).status_code == status
    assert "Ferry Landing" in lena.get(reverse("people_of", args=[cast.lake.pk])).content.decode()
    desk = lena.get("/en/desk/").content.decode()
    assert "People of Association of Lake Towns" in desk
    assert "Hill" not in desk


def test_who_left_is_not_among_the_people_and_a_membership_that_ended_shows_nobody(cast):
    cast.odette.appointments.update(until_on="2024-12-31")
    lena = browser(cast.lena)
    page = reverse("people_of", args=[cast.ferry_landing.pk])
    assert "Odette" not in lena.get(page).content.decode()
    cast.ferry_landing.memberships_held.update(until_on="2024-12-31")
    assert lena.get(page).status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(cast, number):
    town = OrganisationFactory()
    for place in range(number):
        person = make_officer(f"Clerk {place:02}", town, "Clerk")
        make_contact(person, town)
    petra = browser(cast.petra)
    with CaptureQueriesContext(connection) as queries:
        answer = petra.get(reverse("people_of", args=[town.pk]))
    assert answer.content.decode().count("Confirms and invites") == number
    assert len(queries) == 15


def test_a_long_list_goes_on_where_it_stopped(cast):
    town = OrganisationFactory()
    for _ in range(45):
        AppointmentFactory(organisation=town, person__name="Same Name")
    petra = browser(cast.petra)
    address, seen = reverse("people_of", args=[town.pk]), []
    while address:
        context = petra.get(address).context
        seen += [entry.person.pk for entry in context["entries"]]
        address = context["next_url"]
    assert len(seen) == len(set(seen)) == 45
    for odd in ("x", "٣", "9" * 30, "-1"):
        assert petra.get(reverse("people_of", args=[town.pk]), {"after": odd}).status_code == 200


# -- Giving ----------------------------------------------------------------------------------------


def test_r12_the_only_editor_gives_the_role_alone_and_that_is_shown_and_logged(cast):
    answer = give(cast.lena, cast.lake, ines(), EDITOR)
    assert editor_roles_of(ines()).association_ids == {cast.lake.pk}
    assert "You gave it alone, which the log says." in answer.content.decode()
    assert "given by one person alone" in answer.content.decode()
    entry = AuditEntry.objects.get(act="people.role-given-alone")
    assert (entry.by, entry.person, entry.organisation) == (cast.lena, ines(), cast.lake)
    do_waiting_work()
    assert [one.subject for one in mail.outbox] == ["You have a new role"]


def test_r12_where_there_is_a_second_editor_the_role_waits_for_them(cast):
    second = make_officer("Sefa Reed", cast.lake, "Editor in chief")
    make_editor(second, cast.lake)
    give(cast.lena, cast.lake, ines(), EDITOR)
    assert not editor_roles_of(ines()).association_ids
    grant = RoleGrant.objects.waiting().get()
    page = reverse("role", args=[grant.pk])
    # Neither who gave it nor who is to have it confirms it.
    lena = browser(cast.lena)
    assert "Confirm this role" not in lena.get(page).content.decode()
    assert "somebody else" in lena.post(page, {"then": "confirm"}, follow=True).content.decode()
    assert browser(ines()).post(page, {"then": "confirm"}, follow=True).status_code == 200
    assert not editor_roles_of(ines()).association_ids
    assert "Ines Wick" not in lena.get("/en/desk/").content.decode()
    # The second one finds it on the desk and in the mail.
    do_waiting_work()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([second.email], "A role waits for a second person")
    ]
    assert page in mail.outbox[0].body
    assert "Ines" not in mail.outbox[0].subject + mail.outbox[0].body
    sefa = browser(second)
    assert "Ines Wick is to be editor of an association" in sefa.get("/en/desk/").content.decode()
    for _ in range(2):
        answer = sefa.post(page, {"then": "confirm"}, follow=True)
        assert answer.status_code == 200
    assert editor_roles_of(ines()).association_ids == {cast.lake.pk}
    assert AuditEntry.objects.filter(act="people.role-given", by=second).count() == 1
    assert "Ines Wick is to be" not in sefa.get("/en/desk/").content.decode()


def test_r12_an_editor_without_an_account_is_no_second_person(cast):
    second = make_officer("Sefa Reed", cast.lake, "Editor in chief")
    make_editor(second, cast.lake)
    second.set_unusable_password()
    second.save()
    give(cast.lena, cast.lake, ines(), EDITOR)
    assert editor_roles_of(ines()).association_ids == {cast.lake.pk}


def test_r12_the_programme_does_not_give_alone_while_anybody_could_confirm(cast):
    give(cast.petra, cast.ferry_landing, cast.odette, CONTACT)
    grant = RoleGrant.objects.waiting().get()
    assert grant.person == cast.odette
    assert "Odette Marsh is to be" in browser(cast.simon).get("/en/desk/").content.decode()
    browser(cast.simon).post(reverse("role", args=[grant.pk]), {"then": "confirm"})
    assert RoleGrant.objects.holding().filter(pk=grant.pk).exists()


def test_what_was_declined_counts_never_and_says_why(cast):
    make_editor(make_officer("Sefa Reed", cast.lake, "Editor in chief"), cast.lake)
    give(cast.lena, cast.lake, ines(), EDITOR)
    page = reverse("role", args=[RoleGrant.objects.waiting().get().pk])
    browser(cast.petra).post(page, {"then": "end", "reason": "Not yet\nready"})
    assert not RoleGrant.objects.waiting().exists()
    assert AuditEntry.objects.get(act="people.role-declined").reason == "Not yet ready"
    assert browser(cast.simon).post(page, {"then": "confirm"}).status_code == 404
    assert not editor_roles_of(ines()).association_ids


def test_an_ended_role_is_lost_with_the_next_request(cast):
    grant = make_editor(ines(), cast.lake)
    other = browser(ines())
    assert other.get(reverse("people_of", args=[cast.lake.pk])).status_code == 200
    browser(cast.lena).post(reverse("role", args=[grant.pk]), {"then": "end"})
    assert other.get(reverse("people_of", args=[cast.lake.pk])).status_code == 404
    assert other.get(reverse("wagtailadmin_home")).status_code == 404
    do_waiting_work()
    assert mail.outbox[-1].subject == "A role of yours has ended"


# -- What nobody can do ----------------------------------------------------------------------------


def test_p06_a_role_that_is_not_offered_is_not_given_whatever_is_posted(cast):
    make_contact(cast.odette, cast.ferry_landing)
    make_officer("Mo Quay", cast.ferry_landing, "Clerk")
    before = set(RoleGrant.objects.values_list("pk", flat=True))
    # A contact gives nothing, an editor nothing but "editor" of the own association.
    assert give(cast.odette, cast.ferry_landing, ines(), CONTACT).status_code == 404
    for role in (CONTACT, PROGRAMME, "is_superuser", ""):
        answer = give(cast.lena, cast.lake, ines(), role)
        assert answer.status_code == 200
        assert "Something needs mending" in answer.content.decode()
    assert give(cast.lena, cast.ferry_landing, cast.odette, EDITOR).status_code == 404
    assert (
        "Something needs mending" in give(cast.petra, cast.lake, ines(), PROGRAMME).content.decode()
    )
    # Nobody gives a role to themselves.
    assert give(cast.lena, cast.lake, cast.lena, EDITOR).status_code == 404
    assert set(RoleGrant.objects.values_list("pk", flat=True)) == before


def test_l28_an_editor_of_x_never_reaches_y(cast):
    theirs = make_officer("Ruy Crag", cast.hill, "Clerk")
    waiting = RoleGrant.objects.create(
        person=theirs, role=EDITOR, organisation=cast.hill, given_by=cast.petra
    )
    yaras = RoleGrant.objects.get(person=cast.yara)
    lena = browser(cast.lena)
    nowhere = lena.get(reverse("role", args=[999999]))
    for address in (
        reverse("people_of", args=[cast.hill.pk]),
        reverse("give_role", args=[cast.hill.pk, theirs.pk]),
        reverse("give_role", args=[cast.lake.pk, theirs.pk]),
        reverse("give_role", args=[cast.hill.pk, ines().pk]),
        reverse("role", args=[waiting.pk]),
        reverse("role", args=[yaras.pk]),
        reverse("end_post", args=[cast.yara.appointments.get().pk]),
    ):
        for sent in (None, {"role": EDITOR}, {"then": "confirm"}, {"then": "end"}):
            answer = lena.get(address) if sent is None else lena.post(address, sent)
            assert answer.status_code == 404 or (sent and answer.status_code == 405)
            assert not {"Ruy", "Crag", "Hill"} & set(answer.content.decode().split())
            if sent is None:
                assert answer.headers.keys() == nowhere.headers.keys()
    assert set(RoleGrant.objects.holding().filter(organisation=cast.hill)) == {yaras}
    assert RoleGrant.objects.waiting().get() == waiting
    assert "Crag" not in lena.get("/en/desk/").content.decode()


def test_who_has_no_account_is_given_no_role(cast):
    nobody = AppointmentFactory(organisation=cast.lake, person__password=None).person
    assert give(cast.lena, cast.lake, nobody, EDITOR).status_code == 404


def test_staff_set_up_a_second_factor_before_they_give_or_confirm(cast):
    lena = sign_in(cast.lena, with_second_factor=False)
    for address in (
        reverse("people_of", args=[cast.lake.pk]),
        reverse("people_of", args=[cast.hill.pk]),
        reverse("give_role", args=[cast.lake.pk, ines().pk]),
    ):
        assert lena.post(address, {"role": EDITOR}).status_code in (302, 405)
        assert lena.get(address)["Location"] == reverse("mfa_activate_totp")
    assert not editor_roles_of(ines()).association_ids
    # A contact is no staff.
    make_contact(cast.odette, cast.ferry_landing)
    odette = sign_in(cast.odette)
    assert odette.get(reverse("people_of", args=[cast.ferry_landing.pk])).status_code == 200


def test_only_administrators_give_the_role_of_the_programme(cast):
    house = OrganisationFactory(name="Programme house", kind="programme")
    vera = make_officer("Vera Post", house, "Officer")
    assert PROGRAMME not in give(cast.petra, house, vera, PROGRAMME).content.decode()
    give(cast.simon, house, vera, PROGRAMME)
    assert editor_roles_of(vera).is_for_programme
    # There is one administrator, so nobody else could confirm it.
    assert "given by one person alone" in (
        browser(cast.simon).get(reverse("people_of", args=[house.pk])).content.decode()
    )


def test_p02_who_can_confirm_finds_it_on_the_desk_and_nobody_else(cast):
    chance = random.Random(5)
    persons = [cast.lena, cast.yara, cast.petra, cast.simon, cast.odette, cast.bruno, ines()]
    for _ in range(60):
        role = chance.choice([EDITOR, CONTACT, PROGRAMME])
        scope = None if role == PROGRAMME else chance.choice([cast.lake, cast.hill])
        RoleGrant.objects.get_or_create(
            person=chance.choice(persons),
            role=role,
            organisation=scope,
            ended_at=None,
            defaults={"given_by": chance.choice([*persons, None])},
        )
    for person in persons:
        reach = reach_of(person)
        can = {grant.pk for grant in RoleGrant.objects.open() if can_confirm(reach, grant)}
        assert can == set(waiting_for(reach).values_list("pk", flat=True))
