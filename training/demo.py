"""A course in the demo that went through three generations, and a training to come."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from pages.models import Theme
from people.demo import organisations_by_key, persons_by_key
from people.models import Organisation, Person
from people.models.profile import SeenBy
from training.cascade.counting import recount
from training.certificates.actions import issue
from training.courses.actions import add_edition, make_course
from training.events.actions import make_event
from training.following import tell_attended
from training.models import Edition, Event, Participation, Role, WayIn
from training.states import ParticipationState

CONTENT = Path(__file__).with_name("demo.json")
ZONE = "Africa/Lusaka"


@transaction.atomic
def plant_trainings() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if Event.objects.exists():
        return
    content = json.loads(CONTENT.read_text("utf-8"))
    _Planting(content, persons_by_key(), organisations_by_key()).plant()


class _Planting:
    def __init__(
        self,
        content: dict[str, Any],
        persons: dict[str, Person],
        organisations: dict[str, Organisation],
    ) -> None:
        self._content = content
        self._persons, self._organisations = persons, organisations

    def plant(self) -> None:
        edition = self._course(self._content["course"])
        for line in self._content["events"]:
            self._event(line, edition)

    def _course(self, line: dict[str, Any]) -> Edition:
        keeper = self._persons["bwalya-kangwa"]
        said = {
            "name": line["name"],
            "about": line["about"],
            "organisation": self._organisations[line["organisation"]],
            "themes": list(Theme.objects.filter(slug__in=line["themes"])),
        }
        course = make_course(by=keeper, said=said)
        for one in line["editions"]:
            manual = Page.objects.filter(title=one.get("manual"), live=True).first()
            from_on = timezone.localdate() - datetime.timedelta(days=one["days_ago"])
            words = {"label": one["label"], "from_on": from_on, "manual": manual}
            edition = add_edition(by=keeper, course=course, said=words)
        return edition

    def _event(self, line: dict[str, Any], edition: Edition) -> None:
        leads = [self._persons[key] for key in line["leads"]]
        begin = timezone.now() - datetime.timedelta(days=line["days_ago"])
        starts_at = begin.replace(hour=7, minute=0, second=0, microsecond=0)
        organiser = self._organisations[line["organiser"]]
        event = make_event(
            by=leads[0],
            said={
                "edition": edition,
                "organiser": organiser,
                "title": line["title"],
                "place": line["place"],
                "country": str(organiser.country),
                "language": "en",
                "starts_at": starts_at,
                "ends_at": starts_at + datetime.timedelta(days=line["days"] - 1, hours=7),
                "zone": ZONE,
                "capacity": line.get("capacity"),
                "way_in": WayIn.OPEN,
                "unnamed": line["unnamed"],
            },
        )
        rows = [self._row(event, lead, line, role=Role.LEAD) for lead in leads]
        role = line.get("known_role", Role.PARTICIPANT)
        rows += [self._row(event, self._persons[key], line, role=role) for key in line["known"]]
        rows += [
            self._row(event, self._new(name), line, at=key, function=function)
            for name, key, function in line["named"]
        ]
        recount(event.edition.course)
        tell_attended(rows)
        if "certificates" in line:
            issue(by=leads[0], event=event, exception=line["certificates"])

    def _new(self, name: str) -> Person:
        return Person.objects.create_user(
            None, None, name=name, language="en", name_seen_by=SeenBy.NOBODY
        )

    def _row(
        self,
        event: Event,
        person: Person,
        line: dict[str, Any],
        *,
        role: str = Role.PARTICIPANT,
        at: str = "",
        function: str = "",
    ) -> Participation:
        post = person.appointments.holding_on().select_related("organisation").first()
        scores = line.get("scores") if role == Role.PARTICIPANT else None
        # Not all alike: by the length of the name some points more or less.
        shift = len(person.name) % 9 - 4
        before, after = (score + shift for score in scores) if scores else (None, None)
        came = ParticipationState.ATTENDED if event.is_held else ParticipationState.SIGNED_UP
        return Participation.objects.create(
            event=event,
            person=person,
            entered_as=person,
            organisation=self._organisations[at] if at else (post.organisation if post else None),
            function=function or (post.post if post else ""),
            role=role,
            state=came,
            days_attended=line["days"] if event.is_held else None,
            score_before=before,
            score_after=after,
            entered_by=event.made_by,
        )
