"""A person has their account deleted: told before what goes and stays, with a week to think."""

import datetime
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Comment, Page

from learning.actions import keep_on_shelf
from learning.models import LibraryItem, ShelfEntry
from pages.registries import HandOver, Registry, own_data
from pages.storing import store_picture
from people.actions import give_role
from people.models import AuditEntry, Erasure, Person, RoleGrant
from people.own_data import erasing
from people.own_data.actions import SomethingComesFirst, ask_for_erasure
from people.own_data.rules import rows_of
from people.own_data.tasks import erase_person, leave_tasks_for_erasures
from people.roles import ORGANISATION_CONTACT
from tests.factories import (
    PASSWORD,
    do_waiting_work,
    drawn_picture,
    library_in,
    make_article,
    make_draft,
    make_editor,
    sign_in,
)

pytestmark = pytest.mark.django_db
A_WEEK = datetime.timedelta(days=7, minutes=1)


@pytest.fixture
def odette(cast):
    """Her browser, in which she has just proved that it is her."""
    browser = sign_in(cast.odette)
    asked = browser.get(reverse("delete_account"))
    browser.post(asked["Location"], {"password": PASSWORD})
    return browser


@pytest.fixture
def traces(cast):
    """What Odette left behind: a text, a draft, a comment, a picture, a shelf, a role."""
    item = make_article(
        title="Weighing carts", owner=cast.odette, contact_person=cast.odette, contact_post=""
    )
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Carts by plan")
    Comment.objects.create(page=draft, user=cast.odette, text="Weigh again", contentpath="title")
    keep_on_shelf(by=cast.odette, item=item)
    store_picture(ContentFile(drawn_picture(), name="cart.png"), title="A cart", by=cast.odette)
    give_role(
        by=cast.lena,
        person=cast.odette,
        role=ORGANISATION_CONTACT,
        organisation=cast.ferry_landing,
    )
    return item


def a_week_later():
    """The worker looks after what is due."""
    with time_machine.travel(timezone.now() + A_WEEK):
        leave_tasks_for_erasures()
        do_waiting_work()


# -- Asking ----------------------------------------------------------------------------------------


def test_it_asks_for_the_password_before_it_says_anything(cast):
    browser = sign_in(cast.odette)
    for answer in (browser.get(reverse("delete_account")), browser.post(reverse("delete_account"))):
        assert reverse("account_reauthenticate") in answer["Location"]
    assert not Erasure.objects.exists()


def test_it_says_what_goes_and_what_stays(traces, odette):
    html = odette.get(reverse("delete_account")).content.decode()
    goes, no_more, stays = re.split('id="(?:no-more|stays)"', html)
    assert "Your shelf" in goes
    assert "Texts you answer for" in no_more
    assert "Comments on drafts" in stays
    assert "Comments you settled" not in html
    assert "former member" in stays


def test_who_asks_is_told_at_once_and_can_take_it_back_for_a_week(cast, odette):
    answer = odette.post(reverse("delete_account"), follow=True)
    assert "Keep my account" in answer.content.decode()
    do_waiting_work()
    assert [one.to for one in mail.outbox] == [["odette-marsh@towns.example"]]
    assert "take it back" in mail.outbox[0].body
    assert "Your account will be deleted" in odette.get(reverse("desk")).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=6)):
        leave_tasks_for_erasures()
        do_waiting_work()
        answer = sign_in(cast.odette).post(reverse("keep_account"), follow=True)
    assert "Your account stays" in answer.content.decode()
    a_week_later()
    cast.odette.refresh_from_db()
    assert cast.odette.is_active
    acts = AuditEntry.objects.filter(person=cast.odette).values_list("act", flat=True)
    assert list(acts) == ["people.erasure-taken-back", "people.erasure-asked"]


def test_asking_twice_moves_nothing(odette):
    odette.post(reverse("delete_account"))
    odette.post(reverse("delete_account"))
    assert Erasure.objects.count() == 1


def test_what_was_done_cannot_be_taken_back_and_what_was_not_asked_neither(odette):
    answer = odette.post(reverse("keep_account"), follow=True)
    assert "Nothing was waiting" in answer.content.decode()


# -- Those without whom nobody would be there ------------------------------------------------------


def test_the_only_administrator_is_told_what_comes_first(cast):
    with pytest.raises(SomethingComesFirst):
        ask_for_erasure(by=cast.simon)
    assert "only administrator" in erasing.what_comes_first(cast.simon)[0]
    cast.bruno.is_superuser = True
    cast.bruno.save()
    assert ask_for_erasure(by=cast.simon).person == cast.simon


def test_the_only_editor_of_an_association_is_told_what_comes_first(cast):
    with pytest.raises(SomethingComesFirst):
        ask_for_erasure(by=cast.lena)
    assert "Association of Lake Towns" in erasing.what_comes_first(cast.lena)[0]
    make_editor(cast.odette, cast.lake)
    assert erasing.what_comes_first(cast.lena) == []


def test_the_page_says_it_and_offers_no_button(cast):
    cast.odette.is_superuser = True
    cast.odette.save()
    Person.objects.filter(pk=cast.simon.pk).update(is_superuser=False)
    browser = sign_in(cast.odette)
    asked = browser.get(reverse("delete_account"))
    browser.post(asked["Location"], {"password": PASSWORD})
    for answer in (browser.get(reverse("delete_account")), browser.post(reverse("delete_account"))):
        html = answer.content.decode()
        assert "You are the only administrator" in html
        assert "in seven days" not in html
    assert not Erasure.objects.exists()


def test_who_became_the_only_one_within_the_week_waits_until_there_is_another(cast):
    make_editor(cast.odette, cast.lake)
    ask_for_erasure(by=cast.odette)
    cast.lena.is_active = False
    cast.lena.save()
    a_week_later()
    cast.odette.refresh_from_db()
    assert cast.odette.is_active
    assert "waits until" in sign_in(cast.odette).get(reverse("my_data")).content.decode()
    make_editor(cast.bruno, cast.lake)
    a_week_later()
    cast.odette.refresh_from_db()
    assert cast.odette.is_former_member


# -- What is done ----------------------------------------------------------------------------------


def is_gone(person, item):
    """All that erasure promises, asked of the database."""
    person.refresh_from_db()
    assert person.is_former_member
    assert (person.email, person.is_active, person.has_usable_password()) == (None, False, False)
    assert (person.last_login, person.claimed_at, person.time_zone) == (None, None, "UTC")
    assert not person.groups.exists()
    assert not RoleGrant.objects.filter(person=person, ended_at=None).exists()
    day_of_erasure = timezone.now().date() + datetime.timedelta(days=7)
    assert not person.appointments.holding_on(day_of_erasure).exists()
    assert set(person.appointments.values_list("post", flat=True)) == {""}
    for rule in own_data:
        if rule.at_erasure != "keep":
            assert not rows_of(rule, person).exists(), rule.relation
    assert LibraryItem.objects.get(pk=item.pk).contact_person is None
    assert Page.objects.get(pk=item.pk).owner == person
    assert Comment.objects.filter(user=person, text="Weigh again").exists()
    assert not ShelfEntry.objects.filter(person=person).exists()
    assert Erasure.objects.get(person=person).done_at is not None
    assert AuditEntry.objects.filter(act="people.erased", person=person).count() == 1
    own = [one for one in Session.objects.all() if f"{person.pk}" in one.get_decoded().values()]
    assert own == []


def test_after_a_week_a_former_member_is_left_behind(cast, traces, odette):
    odette.post(reverse("delete_account"))
    a_week_later()
    is_gone(cast.odette, traces)
    assert odette.get(reverse("desk")).status_code == 302
    name = Person.objects.values_list("name", flat=True)
    assert name.get(pk=cast.odette.pk) == "Former member"
    with translation.override("fr"):
        assert name.get(pk=cast.odette.pk) != "Odette Marsh"


def test_a_former_member_read_in_one_language_is_saved_as_such(cast):
    ask_for_erasure(by=cast.odette)
    a_week_later()
    with translation.override("ar"):
        Person.objects.get(pk=cast.odette.pk).save()
    assert Person.objects.get(pk=cast.odette.pk).name == "Former member"
    assert str(Person.objects.get(pk=cast.odette.pk)) == "Former member"


def test_nobody_signs_in_again_nor_gets_a_new_password(client, cast):
    ask_for_erasure(by=cast.odette)
    a_week_later()
    mail.outbox.clear()
    words = {"login": "odette-marsh@towns.example", "password": PASSWORD}
    assert client.post(reverse("account_login"), words).status_code == 200
    client.post(reverse("account_reset_password"), {"email": words["login"]})
    do_waiting_work()
    # Whoever typed the address learns that there is no account for it, and gets no link.
    (letter,) = mail.outbox
    assert "/password/reset/key/" not in letter.body


@pytest.mark.parametrize("step", [0, 1, 25, len(list(own_data)) - 1, len(list(own_data))])
def test_a_worker_killed_anywhere_leaves_what_another_finishes(cast, traces, monkeypatch, step):
    erasure = ask_for_erasure(by=cast.odette)
    erase_rows = erasing.erase_rows
    done = []

    def killed_at_a_step(rule, person):
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(rule)
        erase_rows(rule, person)

    with time_machine.travel(timezone.now() + A_WEEK):
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "erase_rows", killed_at_a_step)
            if step == len(list(own_data)):
                patch.setattr(erasing, "_finish", lambda erasure: killed_at_a_step(None, None))
            with pytest.raises(KeyboardInterrupt):
                erase_person.call(erasure_id=erasure.pk)
        cast.odette.refresh_from_db()
        assert not cast.odette.is_active
        leave_tasks_for_erasures()
        do_waiting_work()
        is_gone(cast.odette, traces)
        erase_person.call(erasure_id=erasure.pk)
        is_gone(cast.odette, traces)


def test_what_has_begun_cannot_be_taken_back(cast, monkeypatch):
    erasure = ask_for_erasure(by=cast.odette)
    Erasure.objects.filter(pk=erasure.pk).update(begun_at=timezone.now())
    sign_in(cast.odette).post(reverse("keep_account"))
    erasure.refresh_from_db()
    assert erasure.taken_back_at is None


def test_what_others_rely_on_goes_back_to_the_organisation(cast, monkeypatch):
    given = []

    def things_of(*, person, organisation, reader):
        if (person, organisation, reader) == (cast.odette, cast.ferry_landing, None) and not given:
            yield HandOver(
                key="tests.keys:1",
                title="The keys",
                url="/",
                what="keys",
                give=lambda *, to, by: given.append((to, by)),
            )

    rooms = Registry("what this test hands over")
    rooms.add(things_of)
    monkeypatch.setattr(erasing, "hand_overs", rooms)
    ask_for_erasure(by=cast.odette)
    a_week_later()
    assert given == [(None, None)]


def test_their_avatar_and_copies_of_their_data_leave_the_disk(cast, odette):
    odette.post(reverse("my_data"))
    do_waiting_work()
    export = cast.odette.data_exports.get()
    assert export.file.storage.exists(export.file.name)
    with time_machine.travel(timezone.now()):
        ask_for_erasure(by=cast.odette)
        Erasure.objects.update(due_at=timezone.now() + datetime.timedelta(seconds=1))
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        leave_tasks_for_erasures()
        do_waiting_work()
    assert not export.file.storage.exists(export.file.name)
    assert not cast.odette.data_exports.exists()


def test_nobody_else_takes_it_back(cast, odette):
    odette.post(reverse("delete_account"))
    sign_in(cast.bruno).post(reverse("keep_account"))
    assert Erasure.objects.waiting().filter(person=cast.odette).exists()
