"""One call tells a person something: in their list, and by mail as often as they want it."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notices.actions import choose_frequencies, tell, tell_each
from notices.kinds import Frequency
from notices.models import Mail, Notice, Preference
from notices.querysets import unread_count
from people.models import Person
from tests.factories import PersonFactory, do_waiting_work
from tests.notices.kinds import CARTS, NEWS, PASSWORD, ROUND_UP

pytestmark = pytest.mark.django_db


def test_it_stands_in_the_list_and_comes_by_mail_with_why_and_how_to_stop_it(cast):
    tell(CARTS, [cast.odette], once="carts 1", words={"town": "Ferry Landing"}, by=cast.lena)
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "Carts for Ferry Landing"
    assert "The carts have come." in letter.body
    assert "/en/library/" in letter.body
    assert "You look after carts." in letter.body
    assert "/en/notices/stop/" in letter.body
    assert unread_count(cast.odette) == 1


def test_telling_it_again_tells_nobody_twice(cast):
    for persons in ([cast.odette, cast.odette], [cast.odette, cast.bruno], [cast.bruno]):
        tell(CARTS, persons, once="carts 1")
    do_waiting_work()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [cast.odette.email, cast.bruno.email]
    )
    tell(CARTS, [cast.odette], once="carts 2")
    tell(NEWS, [cast.odette], once="carts 1")
    assert unread_count(cast.odette) == 3


def test_several_things_are_told_to_one_person_each_once(cast):
    towns = {f"carts {number}": {"town": f"Town {number}"} for number in range(20)}
    tell(CARTS, [cast.odette], once="carts 3", words={"town": "Town 3"})
    costs = []
    for things in ({"carts 1": towns["carts 1"]}, towns):
        with CaptureQueriesContext(connection) as queries:
            tell_each(CARTS, cast.odette, things)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    tell_each(CARTS, cast.odette, towns)
    do_waiting_work()
    assert sorted(letter.subject for letter in mail.outbox) == sorted(
        f"Carts for Town {number}" for number in range(20)
    )


def test_what_is_told_in_a_transaction_that_fails_was_not_told(cast):
    @transaction.atomic
    def tell_and_fail():
        tell(CARTS, [cast.odette], once="carts 1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_fail()
    do_waiting_work()
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("kind", [NEWS, ROUND_UP])
def test_what_comes_in_a_digest_sends_no_mail_of_its_own(cast, kind):
    tell(kind, [cast.odette], once="carts 1")
    do_waiting_work()
    assert not mail.outbox
    assert unread_count(cast.odette) == 1


def test_each_persons_own_word_goes_before_the_default(cast):
    choose_frequencies(by=cast.odette, chosen={"carts": Frequency.NEVER})
    choose_frequencies(by=cast.bruno, chosen={"carts": Frequency.DAILY})
    tell(CARTS, [cast.odette, cast.bruno, cast.lena], once="carts 1")
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.lena.email]]
    assert unread_count(cast.odette) == unread_count(cast.bruno) == 1


def test_d10_what_is_required_comes_at_once_whatever_was_chosen_and_has_no_way_to_stop_it(cast):
    Preference.objects.create(person=cast.odette, kind="password", frequency=Frequency.NEVER)
    choose_frequencies(by=cast.odette, chosen={"password": Frequency.NEVER})
    tell(PASSWORD, [cast.odette], once="1")
    do_waiting_work()
    (letter,) = mail.outbox
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "/stop/" not in letter.body


def test_who_has_no_address_has_the_list_alone(cast):
    nobody = PersonFactory(name="Ama Kole", email=None)
    tell(CARTS, [nobody], once="1")
    assert unread_count(nobody) == 1
    nobody.email = "ama-kole@towns.example"
    nobody.save()
    do_waiting_work()
    assert not mail.outbox


def test_ten_thousand_persons_cost_no_query_each():
    Person.objects.bulk_create(
        Person(name=f"Person {number}", email=f"p{number}@towns.example")
        for number in range(10_000)
    )

    def queries(persons, once):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            tell(CARTS, persons, once=once)
        return len(asked)

    few = queries(Person.objects.all()[:100], "few")
    assert few < 15
    # SQLite takes some hundred values in a query, and so a hundred rows or less.
    assert queries(Person.objects.order_by("pk"), "all") < 10_000 / 10
    assert Notice.objects.filter(once="all").count() == Mail.objects.count() - 100 == 10_000


def test_two_who_tell_the_same_at_once_tell_it_once(cast, monkeypatch):
    """The second reads before the first has written: the database keeps one, and one mail."""
    from notices import actions

    find = actions._frequencies

    def be_overtaken(kind, ids):
        monkeypatch.setattr(actions, "_frequencies", find)
        tell(CARTS, [cast.odette], once="1")
        return find(kind, ids)

    monkeypatch.setattr(actions, "_frequencies", be_overtaken)
    tell(CARTS, [cast.odette], once="1")
    assert Notice.objects.count() == 1
    do_waiting_work()
    assert len(mail.outbox) == 1
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent", "dropped"}


def test_the_database_itself_keeps_a_notice_from_being_told_twice_and_never_from_mail(cast):
    tell(CARTS, [cast.odette], once="1")
    notice = Notice.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(person=cast.odette, kind="carts", once="1", frequency="daily")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(frequency=Frequency.NEVER)
