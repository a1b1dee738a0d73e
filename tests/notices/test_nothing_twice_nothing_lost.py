"""Whatever comes when: what is told reaches a person once, by the morning it is due, or never.

Persons in time zones of all kinds are told things, change their mind, move and leave; workers are
late, early, or two at a time, around the days on which clocks are moved.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.actions import choose_frequencies, tell
from notices.digests import gather
from notices.kinds import Frequency
from notices.models import Mail, Notice, Preference
from notices.mornings import MORNING
from notices.tasks import gather_digests, look_at_outbox, send_due_mail
from people.models import Person
from tests.factories import PersonFactory
from tests.notices.kinds import CARTS, NEWS, ROUND_UP

pytestmark = pytest.mark.django_db

KINDS = {kind.key: kind for kind in (CARTS, NEWS, ROUND_UP)}
ZONES = ["America/Lima", "Europe/Amsterdam", "Pacific/Apia", "Asia/Kathmandu", "Africa/Lusaka"]
# Days before clocks go forward and back in Amsterdam.
BEGINNINGS = [datetime(2026, 3, 27, 20, tzinfo=UTC), datetime(2026, 10, 23, 20, tzinfo=UTC)]
WHO = st.integers(0, 1)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), WHO, st.sampled_from(sorted(KINDS))),
        st.tuples(st.just("tell again"), WHO, st.sampled_from(sorted(KINDS))),
        st.tuples(
            st.just("choose"),
            WHO,
            st.sampled_from(sorted(KINDS)),
            st.sampled_from(Frequency.values),
        ),
        st.tuples(st.just("move"), WHO, st.sampled_from(ZONES)),
        st.tuples(st.just("wait"), st.integers(1, 60 * 30)),
        st.just(("gather",)),
        st.just(("send",)),
        st.just(("work",)),
        st.just(("two gather at once",)),
    ),
    max_size=25,
)


class Life:
    """What happens to two persons, and what must have reached them in the end."""

    def __init__(self, beginning):
        for model in (Notice, Mail, Preference, Person):
            model.objects.all().delete()
        mail.outbox.clear()
        self.now = beginning
        self.persons = [PersonFactory(time_zone=zone) for zone in ZONES[:2]]
        self.wants = [{key: kind.default for key, kind in KINDS.items()} for _ in self.persons]
        self.told = {}  # word: (who, kind, when, whether a mail about it must or must never come)
        self.moved = set()
        self.arrived = {}  # word: when

    def happen(self, what, *more):
        with time_machine.travel(self.now, tick=False):
            getattr(self, what.replace(" ", "_"))(*more)
        self.now += timedelta(seconds=1)

    def tell(self, who, key):
        word = f"word{len(self.told)}w"
        wanted = self.wants[who][key]
        tell(KINDS[key], [self.persons[who]], once=word, words={"town": word})
        self.told[word] = [who, key, self.now, wanted, wanted != Frequency.NEVER]

    def tell_again(self, who, key):
        for word, (whose, same, *_) in self.told.items():
            if (whose, same) == (who, key):
                tell(KINDS[key], [self.persons[who]], once=word, words={"town": word})

    def choose(self, who, key, frequency):
        choose_frequencies(by=self.persons[who], chosen={key: frequency})
        self.wants[who][key] = frequency
        if frequency == Frequency.NEVER:
            for word, row in self.told.items():
                if row[:2] == [who, key] and word not in self.arrived:
                    row[4] = False

    def move(self, who, zone):
        Person.objects.filter(pk=self.persons[who].pk).update(time_zone=zone)
        self.persons[who].time_zone = zone
        self.moved.add(who)

    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    def gather(self):
        gather_digests.call()

    def two_gather_at_once(self):
        gather()
        gather()

    def send(self):
        look_at_outbox()
        before = len(mail.outbox)
        send_due_mail.call()
        for letter in mail.outbox[before:]:
            (reader,) = [n for n, one in enumerate(self.persons) if letter.to == [one.email]]
            for word in re.findall(r"Carts for (word\d+w)", f"{letter.subject} {letter.body}"):
                self._arrive(word, reader)

    def _arrive(self, word, reader):
        who, _key, told_at, wanted, may_come = self.told[word]
        assert who == reader
        assert may_come, f"{word} came though it was wanted never"
        assert word not in self.arrived, f"{word} came twice"
        self.arrived[word] = self.now
        if wanted != Frequency.AT_ONCE:
            assert self.now >= self._next_morning(who, told_at)

    def work(self):
        self.gather()
        self.send()

    def _next_morning(self, who, told_at):
        """Seven o'clock where they are; for who has moved at the earliest wall there is."""
        mornings = [
            datetime.combine(
                told_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=more),
                MORNING,
                tzinfo=ZoneInfo(zone),
            )
            for zone in (ZONES if who in self.moved else [self.persons[who].time_zone])
            for more in (0, 1)
        ]
        return min(morning for morning in mornings if morning > told_at)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(events=EVENTS, beginning=st.sampled_from(BEGINNINGS))
def test_each_thing_reaches_its_reader_once_or_never_as_they_wanted(db, events, beginning):
    life = Life(beginning)
    for what, *more in events:
        life.happen(what, *more)
    # In the end a worker comes back and has all the time there is.
    life.wait(60 * 24 * 8)
    life.happen("work")
    life.wait(60 * 24 * 8)
    life.happen("work")
    assert set(life.arrived) == {word for word, row in life.told.items() if row[4]}
    assert Notice.objects.count() == len(life.told)


def test_control_without_its_mail_a_notice_comes_again(db):
    """Shows that the test above can fail."""
    life = Life(BEGINNINGS[0])
    life.happen("tell", 0, "news")
    life.wait(60 * 30)
    life.happen("work")
    Notice.objects.update(mail=None)
    life.wait(60 * 30)
    with pytest.raises(AssertionError, match="came twice"):
        life.happen("work")


def test_control_what_is_never_gathered_is_found_missing(db):
    life = Life(BEGINNINGS[0])
    life.happen("tell", 0, "news")
    life.wait(60 * 30)
    life.happen("send")
    assert set(life.arrived) != set(life.told)
