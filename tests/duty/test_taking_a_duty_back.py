"""Who was entered as learning and had led, or was not there, owes nothing for it."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from pages.moving import NotAnyMore
from tests.factories import make_cast, sign_in
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.duty.actions import offer_evidence
from training.duty.catching_up import open_what_is_missing
from training.logging.actions import change_row
from training.models import Duty, Participation

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def training(cast):
    return make_training(make_course(cast.lake), cast.ferry_landing, by=cast.odette)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette)


@pytest.fixture
def row(odette, training):
    """Wanda learnt, and owes that she passes it on."""
    address = f"{reverse('participants', args=[training.pk])}one/"
    odette.post(address, {"name": "Wanda Reed", "role": "participant"})
    found = training.participations.get()
    assert Duty.objects.get().person == found.person
    return found


def change(browser, row, **said):
    return browser.post(reverse("training_row", args=[row.pk]), said)


def test_who_turns_out_to_have_led_owes_nothing(odette, row):
    assert Notice.objects.filter(kind="training.duty-opened").exists()
    change(odette, row, role="lead", is_there="yes")
    assert not Duty.objects.exists()
    assert not Notice.objects.filter(kind="training.duty-opened").exists()
    open_what_is_missing()
    assert not Duty.objects.exists()
    # It was right the first time.
    change(odette, row, role="participant", is_there="yes")
    assert Duty.objects.get().person == row.person


@pytest.mark.parametrize("said", [{"is_there": "no"}, {"then": "remove"}])
def test_who_was_not_there_owes_nothing(odette, row, said):
    change(odette, row, role="participant", **said)
    assert not Duty.objects.exists()


def test_a_change_of_other_words_takes_nothing_back(odette, row):
    before = Duty.objects.get()
    change(odette, row, role="observer", is_there="yes", score_after="70")
    assert Duty.objects.get() == before


def test_what_was_kept_already_stays(odette, row):
    Duty.objects.update(state="kept", settled_at=timezone.now())
    change(odette, row, role="lead", is_there="yes")
    assert Duty.objects.get().state == "kept"


def test_what_was_offered_and_refused_is_not_forgotten(odette, row):
    duty = Duty.objects.get()
    duty.evidence.create(
        key="library-text:1",
        kind="library-text",
        happened_on=duty.opened_on + datetime.timedelta(days=1),
        benefit_on=duty.opened_on,
        state="refused",
        by=row.person,
        reason="It is the training itself.",
        decided_at=timezone.now(),
    )
    change(odette, row, role="lead", is_there="yes")
    assert Duty.objects.get() == duty


def test_nobody_is_rid_of_a_duty_by_their_own_word(cast, training, odette):
    own = put_on_list(training, cast.odette)
    open_what_is_missing()
    assert Duty.objects.get().person == cast.odette
    change(odette, own, role="lead", is_there="yes")
    assert Duty.objects.get().person == cast.odette


def test_what_became_of_a_row_since_its_page_was_read_decides(cast, odette, row):
    seen = Participation.objects.get(pk=row.pk)
    change(odette, row, role="participant", is_there="no")
    change_row(by=cast.odette, row=seen, said={"function": "Clerk", "is_there": None})
    assert not Duty.objects.exists()
    change(odette, row, then="remove")
    with pytest.raises(Http404):
        change_row(by=cast.odette, row=seen, said={"function": "Mayor"})


def test_nothing_is_offered_for_what_is_owed_no_more(odette, row):
    seen = Duty.objects.get()
    change(odette, row, role="participant", is_there="no")
    with pytest.raises(NotAnyMore):
        offer_evidence(by=row.person, duty=seen, key="colleague-session:1")
