"""Coaching in the demo: who offers it, two pairs, and requests that wait. Days count from today."""

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentoring.agreeing.actions import Terms, confirm_agreement, write_agreement
from mentoring.asking.actions import Question, accept, ask
from mentoring.lessons.actions import Written, write_lesson
from mentoring.looking.wish import Wish
from mentoring.meeting.actions import Plan, pick, propose_times
from mentoring.models import Answer, Feedback, Offer, Pair, Request, Session, SharedNote
from mentoring.offering.actions import pause_offer, save_offer
from mentoring.states import PairState, SessionState
from pages.models import Theme
from people.demo import persons_by_key
from people.models import Person

CONTENT = Path(__file__).with_name("demo.json")
_KEYS = uuid.UUID("5d1f4c66-6a3e-5c55-9d0b-2f6c3b1f7a20")
LINK = "https://meet.example/peerhall"


@transaction.atomic
def plant_coaching() -> None:
    """Make it where there is none; what is there is left as people have made it."""
    if Offer.objects.exists():
        return
    content = json.loads(CONTENT.read_text("utf-8"))
    persons = persons_by_key()
    offers = {line["mentor"]: _offer(line, persons) for line in content["offers"]}
    for line in content["pairs"]:
        _Pair(line, persons, offers).plant()
    for line in content["requests"]:
        request = _ask(line["words"], persons[line["asker"]], offers[line["mentor"]])
        asked_at = _ago(line["days_ago"])
        Request.objects.filter(pk=request.pk).update(asked_at=asked_at)
    under_way = Pair.objects.get(state=PairState.UNDER_WAY)
    lesson = Written(**content["lesson"], is_named=True)
    write_lesson(by=under_way.mentor, pair=under_way, written=lesson, seen_at=None)


def _offer(line: dict[str, Any], persons: dict[str, Person]) -> Offer:
    mentor = persons[line["mentor"]]
    words = {
        **line,
        "themes": list(Theme.objects.filter(slug__in=line["themes"])),
        "time_zone": mentor.time_zone,
    }
    offer = save_offer(by=mentor, words=words)
    if "paused_days" in line:
        until = timezone.localdate() + datetime.timedelta(days=line["paused_days"])
        pause_offer(by=mentor, offer=offer, until=until)
    return offer


def _ask(words: str, asker: Person, offer: Offer) -> Request:
    question = Question(words=words, wish=Wish(zone=asker.time_zone))
    key = uuid.uuid5(_KEYS, f"{asker.pk} {offer.mentor_id}")
    return ask(by=asker, offer=offer, question=question, key=key)


def _ago(days: int, hour: int = 9) -> datetime.datetime:
    day = timezone.now() - datetime.timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


class _Pair:
    """One pair with its past: what the actions made just now is dated back."""

    def __init__(
        self, line: dict[str, Any], persons: dict[str, Person], offers: dict[str, Offer]
    ) -> None:
        self._line = line
        self._mentor, self._mentee = persons[line["mentor"]], persons[line["mentee"]]
        self._offer = offers[line["mentor"]]

    def plant(self) -> None:
        line = self._line
        request = _ask(line["words"], self._mentee, self._offer)
        pair = accept(by=self._mentor, request=request)
        terms = Terms(goals=line["goals"], rhythm=line["rhythm"], months=line["months"])
        write_agreement(by=self._mentee, pair=pair, terms=terms, seen_at=pair.changed_at)
        pair.refresh_from_db()
        confirm_agreement(by=self._mentor, pair=pair, seen_at=pair.changed_at)
        began = line["began_days_ago"]
        Request.objects.filter(pk=request.pk).update(
            asked_at=_ago(began + 3), settled_at=_ago(began)
        )
        agreed = dict.fromkeys(
            ("agreed_at", "confirmed_by_mentor_at", "confirmed_by_mentee_at"), _ago(began - 2)
        )
        Pair.objects.filter(pk=pair.pk).update(begun_at=_ago(began), **agreed)
        pair.refresh_from_db()
        for held in line["held"]:
            self._hold(pair, held)
        if "next_days" in line:
            self._propose_and_pick(pair)
        if "ended_days_ago" in line:
            self._end(pair)

    def _hold(self, pair: Pair, held: dict[str, Any]) -> None:
        starts_at = _ago(held["days_ago"], held["hour"])
        ends_at = starts_at + datetime.timedelta(minutes=held["minutes"])
        session = Session.objects.create(
            pair=pair,
            state=SessionState.HELD,
            starts_at=starts_at,
            ends_at=ends_at,
            zone=self._mentor.time_zone,
            link=LINK,
            booked_at=starts_at - datetime.timedelta(days=9),
            asked_at=ends_at,
        )
        for person in (self._mentor, self._mentee):
            Answer.objects.create(session=session, by=person, took_place=True, at=ends_at)
        for by, text in held["notes"]:
            SharedNote.objects.create(
                session=session, by=self._who(by), text=text, written_at=ends_at, changed_at=ends_at
            )

    def _propose_and_pick(self, pair: Pair) -> None:
        days = self._line["next_days"]
        first = self._propose(pair, [days, days + 1, days + 2], self._mentor)
        pick(by=self._mentee, proposal=first, starts_at=first.times.all()[0].starts_at)
        self._propose(pair, self._line["proposed_days"], self._mentor)

    def _propose(self, pair: Pair, days: list[int], by: Person) -> Any:
        plan = Plan(
            starts=[_ago(-number, 14) for number in days],
            minutes=60,
            zone=by.time_zone,
            link=LINK,
            agenda=self._line["goals"][0],
        )
        key = uuid.uuid5(_KEYS, f"times {pair.pk} {days}")
        return propose_times(by=by, pair=pair, plan=plan, key=key)

    def _end(self, pair: Pair) -> None:
        ended_at = _ago(self._line["ended_days_ago"])
        Pair.objects.filter(pk=pair.pk).update(
            state=PairState.ENDED, ended_at=ended_at, ended_by=self._mentee
        )
        Offer.objects.filter(pk=self._offer.pk).update(taken=0)
        for by, score, words in self._line["feedback"]:
            Feedback.objects.create(
                pair=pair,
                by=self._who(by),
                score=score,
                would_again=True,
                words=words,
                filed_at=ended_at,
            )

    def _who(self, by: str) -> Person:
        return self._mentor if by == "mentor" else self._mentee
