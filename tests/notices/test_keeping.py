"""Notices are kept for a year after they were read, the words of mails for two weeks."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from notices.actions import mark_as_read, post, tell
from notices.models import Mail, Notice
from notices.tasks import forget_what_is_old, gather_digests
from tests.factories import do_waiting_work
from tests.notices.kinds import CARTS, NEWS

pytestmark = pytest.mark.django_db

ALL = 10**9


def forget_after(days):
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        forget_what_is_old.call()


def test_a_letter_goes_two_weeks_after_it_was_sent_and_not_before(cast):
    post(to="new@towns.example", subject="Secret", text="Secret")
    do_waiting_work()
    forget_after(13)
    assert Mail.objects.get().text == "Secret"
    forget_after(15)
    assert not Mail.objects.exists()


def test_a_mail_that_waits_is_kept(cast):
    post(to="new@towns.example", subject="Secret", text="Secret")
    forget_after(400)
    assert Mail.objects.get().text == "Secret"


def test_a_notice_keeps_its_mail_without_words_so_that_it_does_not_go_out_again(cast):
    tell(NEWS, [cast.odette], once="1")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        gather_digests.call()
        do_waiting_work()
    forget_after(20)
    kept = Mail.objects.get()
    assert (kept.subject, kept.text, kept.address) == ("", "", "")
    with time_machine.travel(timezone.now() + timedelta(days=21)):
        gather_digests.call()
        do_waiting_work()
    assert len(mail.outbox) == 1


def test_what_was_given_up_is_kept_longer_for_somebody_to_look_into(cast):
    letter = post(to="new@towns.example", subject="Secret", text="Secret")
    Mail.objects.filter(pk=letter.pk).update(
        state=Mail.State.PARKED, settled_at=timezone.now(), reason="550 no such person"
    )
    forget_after(89)
    assert Mail.objects.get().reason
    forget_after(91)
    assert not Mail.objects.exists()


def test_notices_go_a_year_after_if_they_were_read(cast):
    tell(CARTS, [cast.odette, cast.lena], once="1")
    do_waiting_work()
    mark_as_read(by=cast.odette, newest_id=ALL)
    forget_after(364)
    assert Notice.objects.count() == 2
    forget_after(366)
    assert Notice.objects.get().person == cast.lena
    assert Mail.objects.count() == 1
