"""What is told in the course of a day comes in one mail the next morning, and says why."""

import io
import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import translation

from notices.actions import choose_frequencies, tell
from notices.digests import gather
from notices.kinds import Frequency
from notices.models import Mail, Notice
from notices.tasks import gather_digests
from pages.audiences import set_audience
from people.models import Person
from tests.factories import PersonFactory, do_waiting_work, library_in, make_article
from tests.notices.kinds import CARTS, MEMBERS, NEWS, ROUND_UP, TEXTS

pytestmark = pytest.mark.django_db

# A Wednesday.
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


def work(moment):
    """A worker looks for digests and for mail at this moment."""
    with time_machine.travel(moment, tick=False):
        gather_digests.call()
        do_waiting_work()


def tell_at(moment, kind, person, once, **more):
    with time_machine.travel(moment, tick=False):
        tell(kind, [person], once=once, **more)


def test_the_next_morning_one_mail_has_all_and_says_why_each_is_there(cast):
    choose_frequencies(by=cast.odette, chosen={"carts": Frequency.DAILY})
    tell_at(NOON, CARTS, cast.odette, "1", words={"town": "Ferry Landing"})
    tell_at(NOON + timedelta(hours=1), NEWS, cast.odette, "2", words={"town": "High Pasture"})
    work(NOON + timedelta(hours=18))
    assert not mail.outbox
    work(NOON + timedelta(hours=19))
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "2 things to know"
    carts, news = letter.body.index("Carts for Ferry Landing"), letter.body.index("High Pasture")
    assert letter.body.index("You look after carts.") < carts < letter.body.index("town has news")
    assert letter.body.index("Your town has news.") < news
    assert letter.body.count("/en/notices/stop/") == 2
    assert "/en/notices/preferences/" in letter.body
    work(NOON + timedelta(days=9))
    assert len(mail.outbox) == 1


def test_a_weekly_one_comes_on_monday_together_with_the_daily_one(cast):
    tell_at(NOON, ROUND_UP, cast.odette, "1")
    work(NOON + timedelta(days=1))
    assert not mail.outbox
    tell_at(datetime(2026, 6, 14, 12, tzinfo=UTC), NEWS, cast.odette, "2")
    work(datetime(2026, 6, 15, 7, tzinfo=UTC))
    (letter,) = mail.outbox
    assert letter.subject == "2 things to know"


def test_it_is_morning_where_the_reader_is_and_in_their_language(cast):
    lima = PersonFactory(name="Rosa Quispe", language="es", time_zone="America/Lima")
    suva = PersonFactory(name="Sione Vatu", time_zone="Pacific/Fiji")
    for person in (lima, suva):
        tell_at(NOON, NEWS, person, "1")
    work(datetime(2026, 6, 10, 19, tzinfo=UTC))  # seven in Fiji
    assert [letter.to for letter in mail.outbox] == [[suva.email]]
    work(datetime(2026, 6, 11, 11, 59, tzinfo=UTC))
    assert len(mail.outbox) == 1
    work(datetime(2026, 6, 11, 12, tzinfo=UTC))  # seven in Lima
    assert mail.outbox[1].to == [lima.email]
    assert "/es/notices/preferences/" in mail.outbox[1].body


def test_a_worker_that_was_away_in_the_morning_makes_up_for_it(cast):
    tell_at(NOON, NEWS, cast.odette, "1")
    work(NOON + timedelta(days=3))
    (letter,) = mail.outbox
    assert letter.subject == "1 thing to know"


def test_two_who_gather_at_once_gather_it_once(cast):
    tell_at(NOON, NEWS, cast.odette, "1")
    with time_machine.travel(NOON + timedelta(days=1)):
        assert gather() == 1
        assert gather() == 0
        do_waiting_work()
    assert len(mail.outbox) == 1


def test_what_one_may_no_longer_be_told_is_left_out_and_the_rest_comes(cast):
    chosen = {"texts": Frequency.DAILY, "members": Frequency.DAILY}
    for person in (cast.odette, cast.bruno):
        choose_frequencies(by=person, chosen=chosen)
    heron, kelpie = make_article(title="Heron Papers"), make_article(title="Kelpie Papers")
    for page in (heron, kelpie):
        tell_at(NOON, TEXTS, cast.bruno, page.title, about=page)
    tell_at(NOON, MEMBERS, cast.bruno, "not any more", words={"town": "Nowhere"})
    with time_machine.travel(NOON + timedelta(days=1)):
        gather()
        # Closed after the digest was queued and before it left (R5).
        set_audience(heron.translation_key, f"association:{cast.lake.pk}")
        do_waiting_work()
    (letter,) = mail.outbox
    assert letter.subject == "1 thing to know"
    assert "Kelpie" in letter.body
    assert "Heron" not in letter.body
    assert heron.address not in letter.body
    assert "Nowhere" not in letter.body


def test_where_nothing_is_left_to_tell_no_mail_comes(cast):
    choose_frequencies(by=cast.bruno, chosen={"texts": Frequency.DAILY})
    page = make_article(library_in("en"), title="Heron Papers")
    tell_at(NOON, TEXTS, cast.bruno, "1", about=page)
    page.unpublish()
    work(NOON + timedelta(days=1))
    assert not mail.outbox
    assert Mail.objects.get().state == Mail.State.DROPPED


def test_never_means_never_even_for_a_digest_that_is_queued(cast):
    tell_at(NOON, NEWS, cast.odette, "1")
    with time_machine.travel(NOON + timedelta(days=1)):
        gather()
        choose_frequencies(by=cast.odette, chosen={"news": Frequency.NEVER})
        do_waiting_work()
        choose_frequencies(by=cast.odette, chosen={"news": Frequency.DAILY})
    work(NOON + timedelta(days=9))
    assert not mail.outbox


def test_who_has_left_gets_no_digest(cast):
    tell_at(NOON, NEWS, cast.odette, "1")
    Person.objects.filter(pk=cast.odette.pk).update(is_active=False)
    work(NOON + timedelta(days=1))
    assert not mail.outbox


def test_x13_a_long_digest_is_plain_stays_below_thirty_kilobytes_and_says_how_many_more(cast):
    Person.objects.filter(pk=cast.odette.pk).update(language="ar")
    for number in range(400):
        tell_at(NOON, NEWS, cast.odette, str(number), words={"town": f"{number} " + "水" * 150})
    with translation.override("ar"):
        work(NOON + timedelta(days=1))
    (letter,) = mail.outbox
    assert letter.content_subtype == "plain"
    assert not letter.attachments
    assert len(letter.message().as_bytes()) < 30_000
    shown = len(re.findall(r"(?m)^- ", letter.body))
    assert 0 < shown < 400
    assert str(400 - shown) in letter.body
    assert "/ar/notices/\n" in letter.body
    assert "/ar/notices/preferences/" in letter.body
    assert Notice.objects.exclude(mail=None).count() == 400


def test_u19_words_with_line_breaks_stay_in_their_line_and_in_the_body(cast):
    evil = "Evil\r\nBcc: all@towns.example\r\n\r\nX %0aCc: y =?utf-8?q?=0ATo:x?= \u202egnp"
    choose_frequencies(by=cast.odette, chosen={"carts": Frequency.DAILY})
    tell_at(NOON, CARTS, cast.odette, "1", words={"town": evil})
    tell_at(NOON, CARTS, cast.lena, "1", words={"town": evil})
    work(NOON + timedelta(days=1))
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        parsed = message_from_bytes(letter.message().as_bytes())
        assert len(letter.recipients()) == 1
        assert parsed["Bcc"] is None
        assert parsed["Cc"] is None
        assert "\u202e" not in letter.subject
        assert "\n" not in letter.subject


def test_digests_can_be_written_by_hand_before_their_morning_has_come(cast):
    choose_frequencies(by=cast.odette, chosen={"carts": Frequency.DAILY})
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    tell(ROUND_UP, [cast.odette], once="2")
    call_command("digests", stdout=io.StringIO())
    assert not mail.outbox
    for _ in range(2):
        call_command("digests", "--early", stdout=io.StringIO())
        (letter,) = mail.outbox
    assert "Carts for Ferry Landing" in letter.body
    assert letter.subject == "2 things to know"
