"""Who knows of a pair, its sessions and notes: the two, whichever way it is asked, nobody else."""

import datetime
import random

import pytest
from django.http import Http404
from django.utils import timezone

from mentoring.agreeing.actions import end_pair
from mentoring.models import Pair, Session, SharedNote
from mentoring.permissions import (
    can_see_pair,
    can_see_session,
    get_own_note_for,
    get_pair_for,
    get_session_for,
)
from tests.factories import PersonFactory, make_booked_session, make_cast, make_pair

pytestmark = pytest.mark.django_db


def opens(door, person, thing):
    try:
        return door(person, thing.pk) == thing
    except Http404:
        return False


def test_p02_the_question_about_one_pair_or_session_and_about_many_agree():
    dice, cast = random.Random(5), make_cast()
    people = [cast.odette, cast.lena, cast.bruno, cast.yara, cast.petra, cast.simon]
    people += [PersonFactory() for _number in range(6)]
    begins = timezone.now().replace(minute=0, second=0, microsecond=0)
    for number in range(25):
        mentor, mentee = dice.sample(people, 2)
        if Pair.objects.filter(mentor=mentor, mentee=mentee).exists():
            continue
        pair = make_pair(mentor, mentee, is_agreed=dice.random() < 0.8)
        # None of them overlaps another.
        starts_at = begins + datetime.timedelta(days=number - 12)
        session = make_booked_session(pair, starts_at=starts_at)
        SharedNote.objects.create(session=session, by=dice.choice([mentor, mentee]), text="A")
        if dice.random() < 0.3:
            end_pair(by=mentor, pair=pair)
    asked = 0
    for person in people:
        pairs = set(Pair.objects.visible_to(person))
        sessions = set(Session.objects.visible_to(person))
        for pair in Pair.objects.all():
            asked += 1
            answers = {pair in pairs, can_see_pair(person, pair), opens(get_pair_for, person, pair)}
            assert answers == {person.pk in (pair.mentor_id, pair.mentee_id)}
        for session in Session.objects.select_related("pair"):
            answers = {
                session in sessions,
                can_see_session(person, session),
                opens(get_session_for, person, session),
            }
            assert answers == {person.pk in (session.pair.mentor_id, session.pair.mentee_id)}
        for note in SharedNote.objects.all():
            assert opens(get_own_note_for, person, note) == (note.by_id == person.pk)
    assert asked > 200
