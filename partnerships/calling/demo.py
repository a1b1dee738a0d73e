"""An open call with an application that is being reviewed, for the demo."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from pages.models import Theme
from partnerships.calling import actions, applying, deciding
from partnerships.models import Application, CountryPlan
from people.models import Organisation, Person


def plant_call(
    line: dict[str, Any],
    *,
    plan: CountryPlan,
    by: Person,
    persons: dict[str, Person],
    organisations: dict[str, Organisation],
) -> None:
    """The call of `line`, and what was sent in to it."""
    last_day = timezone.localdate() + datetime.timedelta(days=line["closes_in"])
    hour = datetime.time(23, 59)
    said = {
        **{name: line[name] for name in ("title", "language", "words", "zone", "currency")},
        "most_money": line["most_money"],
        "checklist": "\n".join(line["checklist"]),
        "closes_at": datetime.datetime.combine(last_day, hour, tzinfo=ZoneInfo(line["zone"])),
    }
    call = actions.save_call(by=by, plan=plan, call=None, said=said)
    actions.open_call(by=by, call=call)
    assessors = [persons[key] for key in line["assessors"]]
    for person in assessors:
        actions.name_assessor(by=by, call=call, person=person)
    one = line["application"]
    begun = applying.begin(
        by=persons[one["by"]],
        call=call,
        lead=organisations[one["lead"]],
        language=one["language"],
    )
    _bring_to_reviews(begun, one, by, persons, organisations, assessors)


def _bring_to_reviews(
    begun: Application,
    one: dict[str, Any],
    by: Person,
    persons: dict[str, Person],
    organisations: dict[str, Organisation],
    assessors: list[Person],
) -> None:
    today = timezone.localdate()
    said = {
        **{name: one[name] for name in ("title", "purpose", "expected", "money")},
        "theme": Theme.objects.get(slug=one["theme"]),
        "others": [organisations[key] for key in one["others"]],
        "starts_on": today + datetime.timedelta(days=one["from"]),
        "ends_on": today + datetime.timedelta(days=one["until"]),
    }
    applying.save_draft(application=begun, said=said)
    applying.submit(by=persons[one["by"]], application=begun)
    association = organisations[one["association"]]
    checks = begun.call.eligibility
    deciding.screen(by=by, application=begun, checks=checks, association=association)
    deciding.name_reviewers(by=by, application=begun, persons=assessors)
    opinion = {**one["opinion"], "has_conflict": False, "conflict": "", "vote": "for"}
    deciding.give_opinion(by=persons[one["heard_by"]], application=begun, said=opinion)
    deciding.review(by=assessors[0], application=begun, said=one["review"])
