"""A cascade whose truth is known because it was made: duplicates, merges, leavers, unnamed."""

import datetime
import itertools
import random
from collections import defaultdict
from dataclasses import dataclass, field

from people.models import Appointment, Organisation, Person
from tests.factories import AssociationFactory
from training.models import Course, Edition, Event, FollowUp, Participation, Role
from training.states import EventState

FIRST_DAY = datetime.datetime(2015, 1, 5, 9, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2014, 1, 1)
LEFT_ON = datetime.date(2025, 6, 30)
_names = itertools.count(1)


@dataclass
class Truth:
    """What the page must say of one generation, kept as sets while the cascade is made."""

    events: int = 0
    unnamed: int = 0
    persons: list = field(default_factory=list)
    towns: set = field(default_factory=set)
    scores: list = field(default_factory=list)
    asked: int = 0
    answered: int = 0


@dataclass(eq=False)
class Human:
    """One who lives once, whatever rows there are of them. `fate` is what is known of them."""

    rows: list
    town: Organisation
    fate: str
    # Whether two rows are found to be one today; after an undone merge they are not.
    is_merged: bool
    first_in: int | None = None

    def known_as(self, row):
        return self.rows[0] if self.is_merged else row


@dataclass
class Made:
    course: Course
    by_generation: dict
    generation_of: dict
    fates: dict

    def figures(self, generation):
        """Persons, still there, left, not known of a generation, or of all (None)."""
        truths = [truth for own, truth in self.by_generation.items() if generation in (None, own)]
        persons = {person.pk for truth in truths for person in truth.persons}
        told = [self.fates[person] for person in persons]
        there, left = told.count("there"), told.count("left") + told.count("said so")
        return {
            "events": sum(truth.events for truth in truths),
            "unnamed": sum(truth.unnamed for truth in truths),
            "persons": len(persons),
            "still_there": there,
            "left": left,
            "not_known": len(persons) - there - left,
            "towns": len(set().union(*(truth.towns for truth in truths))),
            "scores": sum(len(truth.scores) for truth in truths),
            "sum_before": sum(before for truth in truths for before, _after in truth.scores),
            "sum_after": sum(after for truth in truths for _before, after in truth.scores),
            "asked": sum(truth.asked for truth in truths),
            "answered": sum(truth.answered for truth in truths),
        }


def make_cascade(generations=6, widths=(1, 2, 4, 8, 10, 12), in_each=54, towns=40, seed=7):
    """A course that was passed on `generations - 1` times; `widths` are events a generation."""
    return _Maker(random.Random(seed), generations, widths, in_each, towns).make()


class _Maker:
    def __init__(self, chance, generations, widths, in_each, towns):
        self.chance = chance
        self.generations, self.widths, self.in_each = generations, widths, in_each
        self.keeper = AssociationFactory(name="Association of the Cascade")
        self.course = Course.objects.create(name="Waste sorting", organisation=self.keeper)
        self.edition = Edition.objects.create(course=self.course, label="1")
        self.towns = Organisation.objects.bulk_create(
            Organisation(name=f"Cascade town {n}", kind="local-government", country="ZM")
            for n in range(towns)
        )
        self.truth = defaultdict(Truth)
        self.people, self.posts, self.events = [], [], []
        self.rows, self.questions = [], []
        self.generation_of, self.fates, self.humans = {}, {}, []

    def make(self):
        learnt = []
        for generation in range(self.generations):
            learnt = self._generation(generation, learnt)
        Person.objects.bulk_create(self.people, batch_size=5_000)
        for human in self.humans:
            self._record_fate(human)
        Appointment.objects.bulk_create(self.posts, batch_size=5_000)
        Event.objects.bulk_create(self.events)
        for row in self.rows:
            row.person_id, row.entered_as_id = row.person.pk, row.entered_as.pk
        Participation.objects.bulk_create(self.rows, batch_size=5_000)
        FollowUp.objects.bulk_create(self.questions, batch_size=5_000)
        return Made(
            self.course,
            dict(self.truth),
            self.generation_of,
            self.fates,
        )

    def _generation(self, generation, trainers):
        learnt = []
        for number in range(self.widths[generation]):
            event = self._event(generation, number)
            if trainers:
                # Entered by another of their rows: only the merge tells who they are.
                lead = trainers[number % len(trainers)]
                self._take_part(event, lead, lead.rows[-1], Role.LEAD)
            learnt += self._learners(event, generation, set(trainers))
        merged = [human for human in learnt if human.is_merged and len(human.rows) > 1]
        return merged or learnt

    def _learners(self, event, generation, leading):
        learners = []
        for seat in range(self.in_each):
            again = self.humans and seat % 9 == 0
            human = self.chance.choice(self.humans) if again else self._human()
            # Who leads now does not learn now: their trainings would be of a generation more.
            if human in learners or human in leading:
                continue
            learners.append(human)
            row = human.rows[0 if again else seat % len(human.rows)]
            self._learn(event, generation, human, row, seat)
        # One who learnt before might be of a generation of which nobody here knows.
        return [human for human in learners if human.first_in == generation]

    def _human(self):
        number = next(_names)
        rows = [self._row(number, "")]
        has_double = number % 5 == 0
        if has_double:
            rows.append(self._row(number, " (again)"))
        fate = ("there", "left", "said so", "not known", "there", "not known")[number % 6]
        human = Human(rows, self.towns[number % len(self.towns)], fate, number % 10 == 0)
        self.humans.append(human)
        return human

    def _row(self, number, again):
        person = Person(name=f"Human {number}{again}", email=None, password="!")
        self.people.append(person)
        return person

    def _record_fate(self, human):
        for row in {id(human.known_as(row)): human.known_as(row) for row in human.rows}.values():
            self.fates[row.pk] = human.fate
        for row in human.rows:
            if human.fate in ("there", "left"):
                until = LEFT_ON if human.fate == "left" else None
                self.posts.append(
                    Appointment(
                        person=row,
                        organisation=human.town,
                        post="Officer",
                        level="specialist",
                        from_on=LONG_AGO,
                        until_on=until,
                    )
                )

    def _event(self, generation, number):
        begin = FIRST_DAY + datetime.timedelta(days=300 * generation, hours=number)
        unnamed = self.chance.choice((0, 0, 17))
        event = Event(
            edition=self.edition,
            organiser=self.keeper,
            title=f"Training {generation}-{number}",
            place="Ferry Landing",
            language="en",
            starts_at=begin,
            ends_at=begin + datetime.timedelta(hours=6),
            state=EventState.HELD,
            unnamed=unnamed,
        )
        self.events.append(event)
        self.generation_of[event.pk] = generation
        self.truth[generation].events += 1
        self.truth[generation].unnamed += unnamed
        return event

    def _take_part(self, event, human, row, role, **more):
        took = Participation(
            event=event,
            person=human.known_as(row),
            entered_as=row,
            organisation=human.town,
            role=role,
            **more,
        )
        self.rows.append(took)
        return took

    def _learn(self, event, generation, human, row, seat):
        truth = self.truth[generation]
        scores = {}
        if seat % 3:
            before = self.chance.randint(10, 60)
            scores = {"score_before": before, "score_after": before + self.chance.randint(0, 40)}
            truth.scores.append(tuple(scores.values()))
        took = self._take_part(event, human, row, Role.PARTICIPANT, **scores)
        human.first_in = generation if human.first_in is None else human.first_in
        truth.persons.append(human.known_as(row))
        truth.towns.add(human.town.pk)
        if human.fate == "said so" or seat % 11 == 0:
            self._ask(took, truth, human)

    def _ask(self, took, truth, human):
        is_answered = human.fate in ("said so", "there")
        truth.asked += 1
        truth.answered += is_answered
        self.questions.append(
            FollowUp(
                participation=took,
                months=3,
                whom="supervisor",
                answered_at=FIRST_DAY if is_answered else None,
                has_left=(human.fate == "said so") if is_answered else None,
            )
        )
