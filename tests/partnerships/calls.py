"""Calls and applications for tests."""

import datetime

from django.utils import timezone

from pages.models import Theme
from partnerships.calling.applying import submit
from partnerships.calling.deciding import give_opinion, name_reviewers, review, screen
from partnerships.calling.roles import make_assessor
from partnerships.models import Application, Baseline, Call
from partnerships.models.baseline import MEASURES

ANSWERS = {
    "title": "Fees by the day",
    "purpose": "To collect what is owed.",
    "expected": "Nearly all pay.",
    "money": 20_000,
    "starts_on": datetime.date(2027, 1, 1),
    "ends_on": datetime.date(2028, 12, 31),
}
OPINION = {
    "has_conflict": False,
    "conflict": "",
    "fit": "It fits.",
    "benefit": "All learn.",
    "vote": "for",
}
SCORES = {"relevance": 4, "feasibility": 3, "learning": 5, "words": "Well thought."}


def make_baseline(partnership, about, by=None, *, score=3, **more):
    """What `by` says about a partner; it about itself where nobody is named."""
    said = {f"{name}_evidence": f"Evidence of {name}." for name in MEASURES}
    made = Baseline.objects.create(
        **{
            "partnership": partnership,
            "about": about,
            "by_organisation": by or about,
            **dict.fromkeys(MEASURES, score),
            **said,
            **more,
        }
    )
    made.staff.create(name="Ana Silva", hours=12)
    return made


def make_call(plan, **more):
    """An open call that closes in ten days."""
    return Call.objects.create(
        **{
            "plan": plan,
            "title": "Markets that pay",
            "language": "en",
            "closes_at": timezone.now() + datetime.timedelta(days=10),
            "zone": "Africa/Lusaka",
            "most_money": 50_000,
            "checklist": "Has a council\nHas no debts",
            "state": "open",
            **more,
        }
    )


def make_application(call, lead, *others, theme="markets", **more):
    """A draft in which nothing is missing."""
    one = Application.objects.create(
        **{
            "call": call,
            "lead": lead,
            "language": "en",
            "theme": Theme.objects.get(slug=theme) if theme else None,
            **ANSWERS,
            **more,
        }
    )
    for organisation in others:
        one.co_applicant_rows.create(organisation=organisation)
    return one


def send_in(application, by):
    submit(by=by, application=application)
    application.refresh_from_db()
    return application


def bring_to_reviews(application, *, by, programme, association, assessors):
    """Sent in, screened, heard; its assessors are named."""
    send_in(application, by)
    for person in assessors:
        make_assessor(by=None, person=person, call=application.call)
    screen(by=programme, application=application, checks=[], association=association)
    name_reviewers(by=programme, application=application, persons=list(assessors))
    give_opinion(by=programme, application=application, said=OPINION)
    return application


def bring_to_decision(application, *, assessors, **more):
    bring_to_reviews(application, assessors=assessors, **more)
    for person in assessors:
        review(by=person, application=application, said=SCORES)
    application.refresh_from_db()
    return application
