"""C14: what many do at once in a board is counted once each, and nothing is lost."""

from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from forums.actions.following import follow_topic
from forums.actions.moving import NotAnyMore
from forums.actions.removing import remove_all_of
from forums.actions.reporting import report
from forums.models import Board, Report, Sanction, Topic
from people.limits import TooMany
from tests.factories import PersonFactory, answer, ask, make_board, make_known
from tests.races.at_once import TIMES, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def topic(transactional_db, ground):
    odette = PersonFactory(name="Odette Marsh")
    make_known(odette)
    return ask(odette, make_board())


def writers(number):
    persons = [PersonFactory(name=f"Writer {one}") for one in range(number)]
    make_known(*persons)
    return persons


def test_c14_posts_at_once_are_numbered_and_counted_one_by_one(topic):
    acts = [partial(answer, one, topic, f"From {one.name}.") for one in writers(TIMES)]
    assert not faults(at_once(*acts))
    topic.refresh_from_db()
    numbers = sorted(topic.posts.values_list("number", flat=True))
    assert numbers == list(range(1, TIMES + 2))
    assert topic.post_count == topic.last_number == TIMES + 1


def test_c14_those_who_write_at_once_are_told_of_each_other_and_nobody_waits_for_ever(topic):
    persons = writers(TIMES)
    for one in persons:
        follow_topic(by=one, topic=topic)
    assert not faults(at_once(*[partial(answer, one, topic, one.name) for one in persons]))
    assert topic.posts.count() == TIMES + 1


def count_the_careless_way(topic_id):
    """The control: read, add one, write. Others read the same number meanwhile."""
    with transaction.atomic():
        number = Topic.objects.values_list("post_count", flat=True).get(pk=topic_id)
        Topic.objects.filter(pk=topic_id).update(last_number=F("last_number") + 1)
        Topic.objects.filter(pk=topic_id).update(post_count=number + 1)


def test_c14_the_control_that_reads_before_it_counts_loses_some(topic):
    for _time in range(20):
        before = Topic.objects.values_list("post_count", flat=True).get(pk=topic.pk)
        at_once(*[partial(count_the_careless_way, topic.pk)] * TIMES)
        after = Topic.objects.values_list("post_count", flat=True).get(pk=topic.pk)
        if after < before + TIMES:
            return
    pytest.fail("nothing was lost: what is tested above could not fail either")


def test_c14_a_report_sent_many_times_at_once_is_one(topic):
    (reader,) = writers(1)
    post = topic.posts.get()
    assert not faults(at_once(*[partial(report, by=reader, post=post, reason="spam")] * TIMES))
    assert Report.objects.count() == 1


def test_c14_a_spammer_is_removed_once_while_others_write(topic):
    spammer, ines, *others = writers(5)
    answer(spammer, topic, "Buy carts.")
    removing = partial(remove_all_of, by=ines, person=spammer, association=None, reason="Sells.")
    acts = [removing, removing, *(partial(answer, one, topic, one.name) for one in others)]
    given = at_once(*acts)
    assert [type(one) for one in faults(given)] == [NotAnyMore]
    assert Sanction.objects.count() == 1
    topic.refresh_from_db()
    assert topic.post_count == topic.posts.filter(state="shown").count() == 4
    for board in Board.objects.all():
        assert board.topic_count == board.topics.filter(state="open").count()


def test_u28_what_a_spammer_writes_while_being_removed_is_not_left_behind(topic):
    spammer, ines = writers(2)
    removing = partial(remove_all_of, by=ines, person=spammer, association=None, reason="Sells.")
    writing = [partial(answer, spammer, topic, f"Buy {number} carts.") for number in range(3)]
    given = at_once(*writing, removing, *writing)
    assert {type(one) for one in faults(given)} <= {NotAnyMore, TooMany}
    assert not spammer.posts.filter(state="shown").filter(topic=topic).exists()
