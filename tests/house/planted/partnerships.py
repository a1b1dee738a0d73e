"""What of the partnership registry is in the small world: plans and partnerships of X."""

import datetime
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.models import (
    Activity,
    Contract,
    ContractSignature,
    FieldGuidance,
    Figure,
    Indicator,
    Output,
    Partnership,
    PlanVersion,
    Report,
    Story,
    StoryPhoto,
    Traveller,
)
from tests.factories import drawn_picture
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan

DAY = datetime.date(2031, 1, 1)


def plant(world: Any) -> None:
    """Adds to `world.things`."""
    programme, editor = world.persons["programme editor"], world.persons["editor of X"]
    draft = make_plan(world.x, title="A draft with X", words="Words.")
    agreed = make_agreed_plan(programme, editor, world.x, title="A plan with X")
    public = make_partnership(world.x, title="Seen by all", plan=agreed)
    closed = make_partnership(world.x, title="Not public", is_published=False)
    activity = Activity.objects.create(
        partnership=closed,
        kind="visit",
        title="A visit",
        starts_on=datetime.date(2031, 5, 1),
        ends_on=datetime.date(2031, 5, 4),
    )
    Traveller.objects.create(activity=activity, person=world.persons["member"])
    output = Output.objects.create(
        partnership=public, thing=f"training:{uuid.UUID(int=0)}", theme=public.themes.get()
    )
    world.things |= {
        "plan_draft_id": draft.pk,
        "plan_theme_number": draft.themes.get().pk,
        "plan_agreed_id": agreed.pk,
        "plan_version": PlanVersion.objects.get(plan=agreed).number,
        "partnership_id": public.pk,
        "partnership_closed_id": closed.pk,
        "partnership_activity_id": activity.pk,
        "partnership_output_id": output.pk,
    }
    _plant_papers(world, closed)
    _plant_figures(world, public, closed)
    _plant_stories_and_reports(world, closed)


def _plant_papers(world: Any, closed: Partnership) -> None:
    papers = {
        state: Contract.objects.create(
            partnership=closed,
            number=number,
            language="en",
            purpose="Words.",
            grant=100,
            currency="EUR",
            state=state,
            starts_on=DAY,
            ends_on=datetime.date(2032, 1, 1),
        )
        for number, state in ((1, "draft"), (2, "signing"))
    }
    ContractSignature.objects.create(contract=papers["signing"], organisation=world.x)
    world.things |= {"paper_draft_id": papers["draft"].pk, "paper_id": papers["signing"].pk}


def _plant_figures(world: Any, public: Partnership, closed: Partnership) -> None:
    indicator = Indicator.objects.create(
        partnership=closed, title="Stalls", unit="stalls", baseline=1, target=2
    )
    # One is open to everyone, with a figure that is not approved; the other is not open.
    opened, kept = (
        Indicator.objects.create(
            partnership=public, title=title, unit="carts", target=2, is_public=title == "Carts"
        )
        for title in ("Carts", "Pumps")
    )
    pending = Figure.objects.create(
        indicator=opened, starts_on=DAY, ends_on=DAY, actual=1, state="pending"
    )
    figures = {
        state: Figure.objects.create(
            indicator=indicator,
            starts_on=DAY,
            ends_on=DAY + datetime.timedelta(days=days),
            actual=1,
            state=state,
        )
        for days, state in ((1, "draft"), (2, "pending"))
    }
    world.things |= {
        "indicator_number": indicator.pk,
        "indicator_closed_number": kept.pk,
        "figure_of_public_id": pending.pk,
        "figure_draft_id": figures["draft"].pk,
        "figure_id": figures["pending"].pk,
    }


def _plant_stories_and_reports(world: Any, closed: Partnership) -> None:
    story = Story.objects.create(
        partnership=closed, title="A story", words="W.", author=world.persons["editor of X"]
    )
    photo = StoryPhoto.objects.create(
        story=story,
        place=1,
        picture=ContentFile(drawn_picture(), name="photo.png"),
        small=ContentFile(drawn_picture(), name="small.png"),
        width=40,
        height=30,
        described="Stalls",
        agreed="Asked.",
    )
    asked = {"partnership": closed, "owed_by": world.x, "due_on": DAY}
    report = Report.objects.create(**asked, title="A year")
    handed_in = Report.objects.create(
        **asked, title="Half a year", state="handed", words="W.", handed_in_at=timezone.now()
    )
    guidance = FieldGuidance.objects.create(field="contract.audit", thing="manual-paragraph:none#")
    world.things |= {
        "story_id": story.pk,
        "photo_id": photo.pk,
        "report_id": report.pk,
        "report_handed_in_id": handed_in.pk,
        "guidance_number": guidance.pk,
    }
