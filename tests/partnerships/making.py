"""Things of the partnership registry for tests."""

import datetime

from django.utils import timezone

from pages.models import Theme
from partnerships.models import CountryPlan, Partner, Partnership, PlanAssociation, PlanTheme
from partnerships.planning.actions import offer_plan, sign_plan
from partnerships.roles import COORDINATOR, give


def make_plan(*associations, title="Lake plan", theme="markets", **more):
    """A draft with its associations and one theme."""
    plan = CountryPlan.objects.create(
        **{
            "title": title,
            "countries": ["ZM"],
            "language": "en",
            "starts_on": datetime.date(2026, 1, 1),
            "ends_on": datetime.date(2029, 12, 31),
            **more,
        }
    )
    for association in associations:
        PlanAssociation.objects.create(plan=plan, association=association)
    PlanTheme.objects.create(plan=plan, theme=Theme.objects.get(slug=theme), rank=1, reason="First")
    return plan


def make_agreed_plan(by, signer, *associations, **more):
    """A plan that its associations have signed."""
    plan = make_plan(*associations, **more)
    version = offer_plan(by=by, plan=plan)
    for association in associations:
        sign_plan(by=signer, plan=plan, association=association, number=version.number)
    return plan


def make_partnership(*partners, title="Two towns and a market", theme="markets", **more):
    """A partnership that everybody may read of, two years old."""
    one = Partnership.objects.create(
        **{
            "title": title,
            "language": "en",
            "is_published": True,
            "status": "2",
            "starts_on": datetime.date(2025, 1, 1),
            "made_at": timezone.now() - datetime.timedelta(days=400),
            **more,
        }
    )
    for organisation in partners:
        Partner.objects.create(partnership=one, organisation=organisation)
    if theme:
        one.themes.add(Theme.objects.get(slug=theme))
    one.countries.create(country="ZM")
    return one


def make_coordinator(*, by, person, partnership):
    """Somebody who writes in the partnership."""
    return give(COORDINATOR, by=by, person=person, partnership=partnership)
