"""Warning somebody, keeping them from writing for a time, and taking it back."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums.actions import measures
from forums.actions.reporting import report
from forums.models import Report, Sanction
from forums.permissions import can_reply, can_write_in
from people.models import AuditEntry, Person
from tests.factories import (
    AssociationFactory,
    PersonFactory,
    answer,
    ask,
    make_board,
    make_cast,
    make_editor,
    make_known,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(db):
    """Edits for the programme."""
    person = PersonFactory(name="Ines Vale")
    make_editor(person)
    return person


@pytest.fixture
def post(odette, bruno, board):
    return answer(bruno, ask(odette, board), "You are all fools.")


def decide(person, post, about, **more):
    said = {"then": "leave", "about": about, "note": "Be kind.", "key": str(uuid.uuid4()), **more}
    return sign_in(person).post(reverse("case", args=[post.pk]), said)


def test_the_same_form_sent_twice_warns_once(post, mira):
    key = str(uuid.uuid4())
    assert decide(mira, post, "warn", key=key).status_code == 302
    again = decide(mira, post, "warn", key=key)
    assert "Somebody else has just decided" in again.content.decode()
    assert Sanction.objects.count() == 1


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_a_warning_is_read_by_the_one_warned_and_keeps_them_from_nothing(
    post, bruno, odette, mira, board
):
    report(by=odette, post=post, reason="rude")
    assert decide(mira, post, "warn").status_code == 302
    warning = Sanction.objects.get()
    assert (warning.kind, warning.person, warning.by) == ("warning", bruno, mira)
    assert Report.objects.get().state == "upheld"
    browser = sign_in(bruno)
    assert "You are warned" in browser.get(reverse("notices")).content.decode()
    assert "Be kind." in browser.get(reverse("my_topics")).content.decode()
    assert can_write_in(fresh(bruno), board)
    entry = AuditEntry.objects.get(act="forums.warning")
    assert (entry.by, entry.person, entry.reason) == (mira, bruno, "Be kind.")


def test_nobody_is_warned_without_a_reason(post, mira):
    assert "Say why" in decide(mira, post, "warn", note="").content.decode()
    assert not Sanction.objects.exists()


def test_a_facilitator_warns_and_does_not_suspend(post, mira):
    page = sign_in(mira).get(reverse("case", args=[post.pk])).content.decode()
    assert "Warn them" in page
    assert "for a week" not in page
    assert decide(mira, post, "week").status_code == 200
    assert not Sanction.objects.exists()


def test_who_is_suspended_reads_and_does_not_write_until_it_ends_by_itself(
    post, bruno, board, ines
):
    topic = post.topic
    decide(ines, post, "week")
    assert not can_write_in(fresh(bruno), board)
    page = sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    assert "You cannot write here until" in page
    assert reverse("post_edit", args=[post.pk]) not in page
    assert "Be kind." in page
    assert sign_in(bruno).get(reverse("reply", args=[topic.pk])).status_code == 404
    # Its time is over before any worker has come round.
    ago = timezone.now() - datetime.timedelta(days=8)
    over = ago + datetime.timedelta(days=7)
    Sanction.objects.update(begun_at=ago, until_at=over)
    assert can_reply(fresh(bruno), topic)
    assert measures.end_those_over() == 1
    ended = Sanction.objects.get()
    assert (ended.state, ended.ended_at) == ("over", over)
    assert measures.end_those_over() == 0
    assert AuditEntry.objects.filter(act="forums.suspension-over", by=None).count() == 1


def test_a_suspension_of_an_association_holds_in_its_boards_alone():
    cast = make_cast()
    make_known(cast.odette, cast.bruno)
    of_lake = make_board("Lake", "signed-in", association=cast.lake)
    other = make_board("Programme", "signed-in")
    decide(cast.lena, answer(cast.bruno, ask(cast.odette, of_lake)), "day")
    assert Sanction.objects.get().association == cast.lake
    assert not can_write_in(fresh(cast.bruno), of_lake)
    assert can_write_in(fresh(cast.bruno), other)


def test_it_is_taken_back_and_the_person_is_told(post, bruno, board, ines):
    decide(ines, post, "month")
    measure = Sanction.objects.get()
    page = sign_in(ines).get(reverse("measures")).content.decode()
    assert "Bruno Sel" in page
    assert "Take it back" in page
    sign_in(ines).post(reverse("measure_end", args=[measure.pk]))
    measure.refresh_from_db()
    assert (measure.state, measure.ended_by) == ("taken-back", ines)
    assert can_write_in(fresh(bruno), board)
    assert "taken back" in sign_in(bruno).get(reverse("notices")).content.decode()
    assert AuditEntry.objects.filter(act="forums.measure-taken-back", by=ines).exists()
    page = sign_in(ines).post(reverse("measure_end", args=[measure.pk]), follow=True)
    assert "It has ended already" in page.content.decode()


def test_nobody_sees_or_ends_what_was_done_in_boards_that_are_not_theirs(post, bruno, ines):
    decide(ines, post, "week")
    measure = Sanction.objects.get()
    association = AssociationFactory()
    editor = PersonFactory()
    make_editor(editor, association)
    assert "Bruno Sel" not in sign_in(editor).get(reverse("measures")).content.decode()
    for person in (editor, bruno):
        address = reverse("measure_end", args=[measure.pk])
        assert sign_in(person).post(address).status_code == 404
    measure.refresh_from_db()
    assert measure.state == "in-force"


def test_who_looks_after_the_same_board_is_not_suspended(odette, mira, board, ines):
    post = answer(mira, ask(odette, board))
    assert "Warn them" not in sign_in(ines).get(reverse("case", args=[post.pk])).content.decode()
    decide(ines, post, "week")
    assert not Sanction.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "suspension", "reason": "x"},
        {"kind": "warning", "reason": ""},
        {"kind": "removal", "reason": "x"},
    ],
    ids=lambda fields: fields["kind"],
)
def test_the_database_refuses_what_has_no_end_no_reason_and_no_way_back(bruno, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(person=bruno, **fields)


def test_a_list_of_twenty_measures_costs_as_many_queries_as_one_of_one(ines):
    costs, browser, address = [], sign_in(ines), reverse("measures")
    for number in (1, 19):
        for _time in range(number):
            Sanction.objects.create(person=PersonFactory(), kind="warning", reason="x", by=ines)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address).content.decode()
        costs.append(len(queries))
    assert page.count('class="due"') == 20
    assert costs[0] == costs[1]
    Sanction.objects.create(person=PersonFactory(), kind="warning", reason="The newest.", by=ines)
    first = browser.get(address)
    assert "The newest." in first.content.decode()
    older = browser.get(first.context["next_url"])
    assert older.content.decode().count('class="due"') == 1


def test_who_decides_for_an_association_is_told_what_holds_everywhere_and_not_why(ines):
    cast = make_cast()
    make_known(cast.odette, cast.bruno)
    of_lake = make_board("Lake", "signed-in", association=cast.lake)
    of_programme = make_board("Programme", "signed-in")
    here = answer(cast.bruno, ask(cast.odette, of_programme, "Who pays?"), "Fools.")
    later = answer(cast.bruno, here.topic, "Fools, still.")
    there = answer(cast.bruno, ask(cast.odette, of_lake, "Who sweeps?"), "Fools, all of you.")
    decide(ines, here, "warn", note="He named a person.")
    page = sign_in(cast.lena).get(reverse("case", args=[there.pk])).content.decode()
    assert "What was done about them before" in page
    assert "He named a person." not in page
    page = sign_in(ines).get(reverse("case", args=[later.pk])).content.decode()
    assert "He named a person." in page


def test_who_looks_after_a_board_reads_the_reasons_they_gave_themselves(ines, post, mira, bruno):
    elsewhere = ask(bruno, make_board("Programme", "signed-in"), "Fools, all of you.").posts.get()
    decide(ines, elsewhere, "warn", note="He named a person.")
    decide(mira, post, "warn", note="Be kind.")
    later = answer(bruno, post.topic, "Fools, still.")
    page = sign_in(mira).get(reverse("case", args=[later.pk])).content.decode()
    assert page.count("in all boards") == 2
    assert "Be kind." in page
    assert "He named a person." not in page
