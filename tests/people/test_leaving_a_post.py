"""A post ends, what hung on it is lost with the next request, and things go to whoever is next."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.models import LibraryItem
from pages.registries import settle
from people.leaving.actions import look_after_posts
from people.leaving.querysets import things_of
from people.models import Appointment, AuditEntry, Departure, RoleGrant
from people.querysets import who_answers
from tests.factories import (
    AppointmentFactory,
    do_waiting_work,
    library_in,
    make_article,
    make_cast,
    make_contact,
    make_draft,
    make_officer,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
DAY = datetime.timedelta(days=1)
AT_ONCE = {"when": "at-once"}


@standing
def cast():
    """The cast; Nadia Weir works beside Odette, who is contact of Ferry Landing."""
    cast = make_cast()
    make_officer("Nadia Weir", cast.ferry_landing, "Clerk of works")
    make_contact(cast.odette, cast.ferry_landing)
    return cast


@pytest.fixture
def nadia(cast):
    return Appointment.objects.get(post="Clerk of works").person


def browser(person):
    return sign_in(person, with_second_factor=True)


def leave(person, organisation, by=None, **sent):
    post = person.appointments.get(organisation=organisation)
    address = reverse("end_post", args=[post.pk])
    return browser(by or person).post(address, sent or AT_ONCE, follow=True)


def text_of(cast, **fields):
    """A text of the lake towns that Odette answers for."""
    answers = {
        "contact_post": "Head of waste collection",
        "contact_organisation": cast.ferry_landing,
        "contact_person": cast.odette,
    }
    return make_article(library_in("en", cast.lake), **{**answers, **fields})


def departure_of(person):
    return Departure.objects.get(appointment__person=person)


def hand_over(departure, by, things, to):
    address = reverse("departure", args=[departure.pk])
    return browser(by).post(address, {"things": things, "to": to}, follow=True)


# -- Leaving ---------------------------------------------------------------------------------------


def test_r5_who_leaves_at_once_finds_nothing_of_x_with_the_next_request(cast):
    closed = text_of(cast, title="Quelling carts", audience=f"association:{cast.lake.pk}")
    settle()
    odette = sign_in(cast.odette)
    found = "/en/search/?q=quelling"
    assert odette.get(closed.address).status_code == 200
    assert odette.get(found).context["answer"]["total"] == 1
    assert odette.get(reverse("people_of", args=[cast.ferry_landing.pk])).status_code == 200
    post = cast.odette.appointments.get()
    assert odette.post(reverse("end_post", args=[post.pk]), AT_ONCE).status_code == 302
    for address in (
        closed.address,
        reverse("contact", args=[closed.pk]),
        reverse("people_of", args=[cast.ferry_landing.pk]),
        reverse("end_post", args=[post.pk]),
    ):
        assert odette.get(address).status_code == 404
    assert odette.get(found).context["answer"]["total"] == 0
    for address in ("/en/desk/", reverse("departure", args=[departure_of(cast.odette).pk])):
        assert "Quelling" not in odette.get(address).content.decode()
    assert AuditEntry.objects.filter(act="people.post-ended", by=cast.odette).count() == 1


def test_r5_an_editor_who_leaves_at_once_comes_into_the_cms_no_more(cast):
    lena = browser(cast.lena)
    assert lena.get(reverse("wagtailadmin_home")).status_code == 200
    lena.post(reverse("end_post", args=[cast.lena.appointments.get().pk]), AT_ONCE)
    assert lena.get(reverse("wagtailadmin_home")).status_code == 404
    assert lena.get(reverse("people_of", args=[cast.lake.pk])).status_code == 404
    assert not cast.lena.groups.exists()


def test_r5_a_role_that_hung_on_no_post_ends_with_the_last_post_there(cast):
    RoleGrant.objects.filter(person=cast.lena).update(appointment=None)
    AppointmentFactory(person=cast.lena, organisation=cast.lake, post="Second post")
    first, second = cast.lena.appointments.order_by("pk")
    browser(cast.lena).post(reverse("end_post", args=[first.pk]), AT_ONCE)
    assert RoleGrant.objects.holding().filter(person=cast.lena).exists()
    browser(cast.lena).post(reverse("end_post", args=[second.pk]), AT_ONCE)
    assert not RoleGrant.objects.holding().filter(person=cast.lena).exists()


def test_until_the_last_day_all_stays_and_at_midnight_it_is_gone(cast):
    last = TODAY + 3 * DAY
    leave(cast.lena, cast.lake, when="on-a-day", last_day=last.isoformat())
    with time_machine.travel(datetime.datetime.combine(last, datetime.time(23, 59), datetime.UTC)):
        assert browser(cast.lena).get(reverse("wagtailadmin_home")).status_code == 200
    with time_machine.travel(datetime.datetime.combine(last + DAY, datetime.time(), datetime.UTC)):
        assert browser(cast.lena).get(reverse("wagtailadmin_home")).status_code == 404
        look_after_posts()
        role = RoleGrant.objects.get(person=cast.lena)
        assert role.ended_at is not None
        things = browser(cast.petra).get(reverse("departure", args=[departure_of(cast.lena).pk]))
        assert "Editor of an association" in things.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Say when the post ends."),
        ({"when": "on-a-day"}, "Write the last day"),
        ({"when": "on-a-day", "last_day": "2020-01-01"}, "That day is over"),
        ({"when": "on-a-day", "last_day": "soon"}, "Something needs mending"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(cast, sent, words):
    address = reverse("end_post", args=[cast.odette.appointments.get().pk])
    answer = sign_in(cast.odette).post(address, {"csrf": "", **sent})
    assert words in answer.content.decode()
    assert cast.odette.appointments.get().until_on is None
    assert not Departure.objects.exists()


def test_who_joined_today_and_leaves_today_hands_over_like_any_other(cast, nadia):
    cast.odette.appointments.update(from_on=TODAY)
    closed = text_of(cast, audience=f"association:{cast.lake.pk}")
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Quelling")
    leave(cast.odette, cast.ferry_landing)
    departure = departure_of(cast.odette)
    assert departure.done_at is None
    assert sign_in(cast.odette).get(closed.address).status_code == 404
    page = browser(cast.lena).get(reverse("departure", args=[departure.pk])).content.decode()
    assert "Quelling" in page
    things = [thing.key for thing in things_of(departure, None)]
    assert len(things) == 3
    hand_over(departure, cast.lena, things, nadia.pk)
    draft.refresh_from_db()
    departure.refresh_from_db()
    assert draft.owner == nadia
    assert departure.done_at is not None


def test_a_post_that_begins_later_and_ends_at_once_never_was(cast):
    later = TODAY + DAY
    wrong = AppointmentFactory(person=cast.bruno, organisation=cast.lake, from_on=later)
    answer = leave(cast.bruno, cast.lake, by=cast.lena)
    assert "There is nothing to hand over." in answer.content.decode()
    assert not Appointment.objects.filter(pk=wrong.pk).exists()
    assert AuditEntry.objects.filter(act="people.post-ended", person=cast.bruno).exists()


def test_the_contact_and_the_editor_end_a_post_and_the_person_is_told(cast, nadia):
    leave(nadia, cast.ferry_landing, by=cast.odette)
    leave(cast.odette, cast.ferry_landing, by=cast.lena)
    do_waiting_work()
    assert [(one.to[0], one.subject) for one in mail.outbox] == [
        (person.email, "The end of a post of yours was entered") for person in (nadia, cast.odette)
    ]


def test_l28_nobody_ends_a_post_elsewhere_or_looks_into_what_is_left_there(cast):
    leave(cast.bruno, cast.high_pasture)
    make_article(contact_organisation=cast.high_pasture, contact_person=cast.bruno)
    theirs = Departure.objects.create(
        appointment=AppointmentFactory(organisation=cast.high_pasture, until_on=TODAY - DAY)
    )
    for person in (cast.odette, cast.lena):
        foreign = browser(person)
        for address in (
            reverse("end_post", args=[cast.yara.appointments.get().pk]),
            reverse("departure", args=[theirs.pk]),
        ):
            assert foreign.get(address).status_code == 404
            assert foreign.post(address, {**AT_ONCE, "to": "back"}).status_code == 404
    # A colleague without a role ends nobody's post but the own one.
    other = reverse("end_post", args=[cast.odette.appointments.get().pk])
    colleague = Appointment.objects.get(post="Clerk of works").person
    assert browser(colleague).post(other, AT_ONCE).status_code == 404
    assert cast.odette.appointments.get().until_on is None
    assert Client().get("/en/leaving/").status_code == 302


# -- Handing over ----------------------------------------------------------------------------------


def test_each_thing_gets_a_successor_or_goes_back_and_authorship_stays(cast, nadia):
    given = text_of(cast, title="For Nadia", authors="Odette Marsh", owner=cast.odette)
    back = text_of(cast, title="For the post", confirmed_by=cast.odette)
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Begun")
    leave(cast.odette, cast.ferry_landing, when="on-a-day", last_day=str(TODAY + DAY))
    departure = departure_of(cast.odette)
    role = RoleGrant.objects.get(person=cast.odette)
    page = sign_in(cast.odette).get(reverse("departure", args=[departure.pk])).content.decode()
    assert "4 things to hand over" in page
    assert "Clerk of works – Nadia Weir" in page
    things = [f"learning.contact:{given.pk}", f"learning.draft:{draft.pk}"]
    hand_over(departure, cast.odette, things, nadia.pk)
    departure.refresh_from_db()
    # Half done: it stays on the desks of who can go on with it.
    assert departure.done_at is None
    for person in (cast.odette, cast.lena):
        assert "Hand over what" in browser(person).get("/en/desk/").content.decode()
    rest = [f"learning.contact:{back.pk}", f"people.role:{role.pk}"]
    answer = hand_over(departure, cast.odette, rest, "back")
    assert "All is handed over" in answer.content.decode()
    for person in (cast.odette, cast.lena):
        assert "Hand over what" not in browser(person).get("/en/desk/").content.decode()
    given.refresh_from_db()
    back.refresh_from_db()
    draft.refresh_from_db()
    assert (given.contact_person, given.owner, given.authors) == (
        nadia,
        cast.odette,
        "Odette Marsh",
    )
    assert (back.contact_person, back.confirmed_by) == (None, cast.odette)
    assert draft.owner == nadia
    assert "Begun" in browser(nadia).get("/en/desk/").content.decode()
    do_waiting_work()
    assert [(one.to[0], one.subject) for one in mail.outbox] == [
        (nadia.email, "Something was handed over to you")
    ]
    assert "2 things" in mail.outbox[0].body
    assert "Odette" not in mail.outbox[0].subject + mail.outbox[0].body


def test_a_contact_that_goes_back_is_answered_by_whoever_holds_the_post_next(cast):
    text = text_of(cast)
    leave(cast.odette, cast.ferry_landing)
    departure = departure_of(cast.odette)
    hand_over(departure, cast.lena, [f"learning.contact:{text.pk}"], "back")
    next_one = make_officer("Pia Lock", cast.ferry_landing, "Head of waste collection")
    text.refresh_from_db()
    assert who_answers(
        post=text.contact_post, organisation=text.contact_organisation, person=text.contact_person
    ) == [next_one]


def test_a_new_version_in_the_cms_does_not_bring_the_former_contact_back(cast, nadia):
    text = text_of(cast, title="Carts")
    text.save_revision().publish()
    waiting = text.get_latest_revision_as_object()
    waiting.title = "Newer words"
    waiting.save_revision()
    leave(cast.odette, cast.ferry_landing)
    hand_over(departure_of(cast.odette), cast.lena, [f"learning.contact:{text.pk}"], nadia.pk)
    text.refresh_from_db()
    assert (text.contact_person, text.title) == (nadia, "Carts")
    text.get_latest_revision().publish()
    item = LibraryItem.objects.get(pk=text.pk)
    assert (item.contact_person, item.title) == (nadia, "Newer words")


def test_sending_it_twice_changes_nothing_twice(cast, nadia):
    text = text_of(cast)
    leave(cast.odette, cast.ferry_landing)
    departure = departure_of(cast.odette)
    for words in ("1 thing is handed over.", "That was handed over before."):
        answer = hand_over(departure, cast.lena, [f"learning.contact:{text.pk}"], nadia.pk)
        assert words in answer.content.decode()
    do_waiting_work()
    assert [one.subject for one in mail.outbox] == ["Something was handed over to you"]
    assert AuditEntry.objects.filter(act="people.handed-over").count() == 1


def test_l30_a_stranger_or_a_strangers_thing_is_refused_and_changes_nothing(cast, nadia):
    text = text_of(cast)
    foreign = make_article(
        library_in("en", cast.hill),
        contact_organisation=cast.high_pasture,
        contact_person=cast.bruno,
    )
    leave(cast.odette, cast.ferry_landing)
    departure = departure_of(cast.odette)
    both = [f"learning.contact:{text.pk}", f"learning.contact:{foreign.pk}"]
    for stranger in (cast.bruno.pk, cast.odette.pk, 999999, "x"):
        assert hand_over(departure, cast.lena, both, stranger).status_code == 404
    text.refresh_from_db()
    assert text.contact_person == cast.odette
    hand_over(departure, cast.lena, both, nadia.pk)
    foreign.refresh_from_db()
    assert foreign.contact_person == cast.bruno


def test_r5_who_has_left_learns_of_no_colleague_there_any_more(cast, nadia):
    text = text_of(cast)
    leave(cast.odette, cast.ferry_landing)
    departure = departure_of(cast.odette)
    page = reverse("departure", args=[departure.pk])
    assert "Nadia" not in sign_in(cast.odette).get(page).content.decode()
    things = [f"learning.contact:{text.pk}"]
    assert hand_over(departure, cast.odette, things, nadia.pk).status_code == 404
    hand_over(departure, cast.odette, things, "back")
    text.refresh_from_db()
    assert text.contact_person is None


def test_drafts_are_for_their_owner_and_the_editors_and_not_for_a_contact(cast, nadia):
    make_contact(nadia, cast.ferry_landing)
    make_draft(library_in("en", cast.lake), cast.odette, title="Quelling")
    leave(cast.odette, cast.ferry_landing)
    page = reverse("departure", args=[departure_of(cast.odette).pk])
    for person, is_shown in ((nadia, False), (cast.odette, True), (cast.lena, True)):
        assert ("Quelling" in browser(person).get(page).content.decode()) == is_shown


def test_r12_a_role_that_is_handed_over_waits_for_who_may_give_it(cast, nadia):
    role = RoleGrant.objects.get(person=cast.odette)
    leave(cast.odette, cast.ferry_landing, when="on-a-day", last_day=str(TODAY + DAY))
    hand_over(departure_of(cast.odette), cast.odette, [f"people.role:{role.pk}"], nadia.pk)
    proposed = RoleGrant.objects.waiting().get()
    assert (proposed.person, proposed.given_by) == (nadia, cast.odette)
    page = reverse("people_of", args=[cast.ferry_landing.pk])
    assert browser(nadia).get(page).status_code == 404
    assert "Nadia Weir is to be" in browser(cast.petra).get("/en/desk/").content.decode()
    browser(cast.petra).post(reverse("role", args=[proposed.pk]), {"then": "confirm"})
    assert browser(nadia).get(page).status_code == 200


def test_a_post_whose_end_was_written_in_the_cms_is_noticed_by_the_worker(cast):
    text_of(cast)
    cast.odette.appointments.update(until_on=TODAY - DAY)
    AppointmentFactory(organisation=cast.ferry_landing, until_on=TODAY - DAY)
    for _ in range(2):
        look_after_posts()
    assert list(Departure.objects.open()) == [departure_of(cast.odette)]
    assert (
        "Hand over what Odette Marsh leaves" in browser(cast.lena).get("/en/desk/").content.decode()
    )


@pytest.mark.parametrize("number", [1, 20])
def test_a_page_of_things_costs_the_same_for_one_and_for_twenty(
    cast, number, django_assert_num_queries
):
    for _ in range(number):
        text_of(cast)
        make_draft(library_in("en", cast.lake), cast.odette)
    leave(cast.odette, cast.ferry_landing)
    lena = browser(cast.lena)
    with django_assert_num_queries(21):
        page = lena.get(reverse("departure", args=[departure_of(cast.odette).pk]))
    assert page.context["number"] == 2 * number + 1
