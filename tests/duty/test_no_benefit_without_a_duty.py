"""Siblings open duties by signals joined in one place; no benefit is without a duty or a waiver."""

import datetime

import pytest
from django.utils import timezone

from internships.signals import placement_begun
from mentoring.agreeing.actions import confirm_agreement
from mentoring.models import Pair
from tests.duty.making import make_duty
from tests.factories import make_cast, make_pair
from tests.standing import standing
from training.duty.catching_up import benefits_without_a_duty, open_what_is_missing
from training.models import Duty
from training.signals import training_attended

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


def agree(pair):
    """Both confirm, as they do on the page."""
    for person in (pair.mentor, pair.mentee):
        confirm_agreement(by=person, pair=pair, seen_at=pair.changed_at)


def test_an_agreed_coaching_opens_a_duty_of_who_is_coached(cast):
    pair = make_pair(cast.odette, cast.bruno, is_agreed=False)
    assert not Duty.objects.exists()
    agree(pair)
    duty = Duty.objects.get()
    assert (duty.person, duty.kind, duty.title) == (cast.bruno, "mentorship", "")
    assert duty.benefit == f"mentoring-pair:{pair.pk}"


def test_agreeing_anew_opens_no_second(cast):
    pair = make_pair(cast.odette, cast.bruno, is_agreed=False)
    agree(pair)
    Pair.objects.filter(pk=pair.pk).update(
        state="agreeing", confirmed_by_mentor_at=None, confirmed_by_mentee_at=None, agreed_at=None
    )
    pair.refresh_from_db()
    agree(pair)
    assert Duty.objects.count() == 1


def test_placements_and_trainings_open_duties_too(cast):
    on = datetime.date(2026, 5, 4)
    words = {"person": cast.odette, "organisation": cast.ferry_landing, "on": on}
    for _twice in range(2):
        placement_begun.send(Pair, key="placement:1", **words)
        training_attended.send(Pair, key="participation:1", said="Waste fees", **words)
    assert set(Duty.objects.values_list("kind", "title")) == {
        ("placement", ""),
        ("training", "Waste fees"),
    }


def test_no_benefit_is_without_a_duty_or_a_waiver(cast):
    """A control first: a pair that agreed past the signal is seen to be missing."""
    pair = make_pair(cast.odette, cast.bruno)
    assert [one.key for one in benefits_without_a_duty()] == [f"mentoring-pair:{pair.pk}"]
    open_what_is_missing()
    assert list(benefits_without_a_duty()) == []
    make_duty(cast.odette, state="waived", settled_at=timezone.now())
    agree(make_pair(cast.lena, cast.odette, is_agreed=False))
    assert list(benefits_without_a_duty()) == []
