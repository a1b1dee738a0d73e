"""R7: an administrator opens an application with its CV; its owner is told and sees why."""

import html

import pytest
from django.core import mail
from django.urls import reverse

from notices.actions import choose_frequencies
from notices.kinds import kinds
from people.audit import name_of
from people.models import AuditEntry, ExceptionalOpening
from tests.factories import do_waiting_work, make_cast, sign_in
from tests.internships.making import PDF, make_application, make_host_offer
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
REASON = "The applicant's heirs ask for it"


def text_of(answer):
    return html.unescape(answer.content.decode())


def ask(cast, application):
    sent = {"reference": str(application.pk), "reason": REASON}
    assert sign_in(cast.simon).post(reverse("openings"), sent).status_code == 302
    return ExceptionalOpening.objects.latest("asked_at")


def read(cast, opening, **sent):
    return sign_in(cast.simon).post(reverse("opened_record", args=[opening.pk]), sent)


@pytest.fixture
def application(cast):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    return make_application(offer, cast.odette, cast.ferry_landing)


def test_r7_the_letter_and_the_cv_open_and_the_applicant_is_told(cast, application):
    opening = ask(cast, application)
    mail.outbox.clear()
    assert application.letter in text_of(read(cast, opening))
    file = read(cast, opening, then="file")
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert file["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(thing=name_of(application), by=cast.simon).count() == 2
    do_waiting_work()
    (told,) = mail.outbox
    assert told.to == [cast.odette.email]
    assert "A record needs your attention" in told.subject
    assert REASON not in told.body
    address = reverse("application", args=[application.pk])
    assert REASON in text_of(sign_in(cast.odette).get(address))
    assert REASON not in text_of(sign_in(cast.bruno).get(address))
    assert sign_in(cast.simon).get(address).status_code == 404


def test_r7_an_applicant_who_wants_no_mail_is_told_all_the_same(cast, application):
    never = dict.fromkeys([kind.key for kind in kinds], "never")
    choose_frequencies(by=cast.odette, chosen=never)
    opening = ask(cast, application)
    mail.outbox.clear()
    read(cast, opening)
    do_waiting_work()
    (told,) = mail.outbox
    assert told.to == [cast.odette.email]
    assert reverse("application", args=[application.pk]) in told.body


def test_r7_a_draft_is_no_record(cast):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    draft = make_application(offer, cast.odette, cast.ferry_landing, state="draft")
    opening = ask(cast, draft)
    assert opening.state == "waiting"
    assert read(cast, opening).status_code == 404


def test_a_record_without_its_file_says_that_there_is_none(cast, application):
    opening = ask(cast, application)
    application.cv.delete()
    assert "Download" not in text_of(read(cast, opening))
    assert read(cast, opening, then="file").status_code == 404
