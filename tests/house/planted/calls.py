"""What of calls is in the small world: a draft, an open one, and applications on each step."""

from typing import Any

from django.utils import timezone

from partnerships.calling.roles import make_assessor
from partnerships.models import CountryPlan, Opinion, Partnership, Review
from people.models import Organisation
from tests.partnerships.calls import SCORES, make_application, make_baseline, make_call


def plant(world: Any) -> None:
    """Adds to `world.things`. The member assesses; X and Y apply, and X is asked."""
    plan = CountryPlan.objects.get(pk=world.things["plan_agreed_id"])
    call, now = make_call(plan), timezone.now()
    member = world.persons["member"]
    make_assessor(by=None, person=member, call=call)
    sent = {"submitted_at": now, "association": world.x}

    def town(name: str) -> Organisation:
        return Organisation.objects.create(name=name, kind="local-government")

    draft = make_application(call, world.x)
    new = make_application(call, world.y, state="submitted", submitted_at=now)
    screened, heard, reviewed = (
        make_application(call, town(f"Town {state}"), state=state, **sent)
        for state in ("screened", "heard", "reviewed")
    )
    for one in (heard, reviewed):
        Opinion.objects.create(application=one, fit="Fits.", benefit="All.", vote="for")
    Review.objects.create(application=heard, assessor=member)
    Review.objects.create(application=reviewed, assessor=member, given_at=now, **SCORES)
    closed = Partnership.objects.get(pk=world.things["partnership_closed_id"])
    baseline = make_baseline(closed, world.x)
    world.things |= {
        "baseline_id": baseline.pk,
        "baseline_about_id": world.x.pk,
        "call_id": call.pk,
        "call_draft_id": make_call(plan, title="Not open yet", state="draft").pk,
        "call_application_draft_id": draft.pk,
        "call_application_new_id": new.pk,
        "call_application_screened_id": screened.pk,
        "call_application_heard_id": heard.pk,
        "call_application_reviewed_id": reviewed.pk,
    }
