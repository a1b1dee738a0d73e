"""Canary words of plans and partnerships, and where they would be found by who may know them."""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from pages.models import Theme
from partnerships.models import (
    Activity,
    Actor,
    Contract,
    ContractSignature,
    CountryPlan,
    Figure,
    Indicator,
    Instalment,
    Partnership,
    PartnershipWording,
    PlanIndicator,
    Policy,
    Report,
    Story,
    StoryPhoto,
    Transaction,
    Window,
)

DRAFTING = ("editor of X", "programme editor")
PROGRAMME = ("programme editor",)
# Who looks inside the closed partnership, and who reads its figures.
INSIDE = (*DRAFTING, "coordinator")
COUNTING = (*INSIDE, "controller")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    plan = CountryPlan.objects.get(pk=things["plan_draft_id"])
    plan.words = f"About {word('country plan', 'draft', DRAFTING)}"
    plan.left_out = f"Not {word('country plan', 'left out', DRAFTING)}"
    plan.title = f"Plan {word('country plan', 'title', DRAFTING)}"
    plan.save()
    _hide_in_draft(plan, word)
    _hide_inside(things, word)
    plan.themes.update(reason=f"Because {word('country plan', 'reason', DRAFTING)}")
    Partnership.objects.filter(pk=things["partnership_closed_id"]).update(
        title=f"Closed {word('partnership', 'title', COUNTING)}",
        summary=f"Of {word('partnership', 'summary', INSIDE)}",
    )
    Activity.objects.filter(pk=things["partnership_activity_id"]).update(
        title=f"Visit {word('partnership', 'activity', INSIDE)}",
        place=f"Hall {word('partnership', 'place', INSIDE)}",
    )
    for paper, knowers in (("paper_id", INSIDE), ("paper_draft_id", (*PROGRAMME, "coordinator"))):
        Contract.objects.filter(pk=things[paper]).update(
            purpose=f"For {word('contract', f'purpose of {paper}', knowers)}",
            work=f"Digging {word('contract', f'work of {paper}', knowers)}",
            audit=f"By {word('contract', f'audit of {paper}', knowers)}",
        )
    Figure.objects.filter(pk=things["figure_id"]).update(
        note=f"From {word('figure', 'note', COUNTING)}",
        reason=f"Since {word('figure', 'reason', COUNTING)}",
    )
    Report.objects.filter(pk=things["report_id"]).update(
        title=f"On {word('report', 'title', INSIDE)}"
    )
    Report.objects.filter(pk=things["report_handed_in_id"]).update(
        words=f"Then {word('report', 'words', INSIDE)}",
        file="reports/none.pdf",
        file_name=f"{word('report', 'name of its file', INSIDE)}.pdf",
    )
    StoryPhoto.objects.filter(pk=things["photo_id"]).update(
        described=f"Seen: {word('photo', 'what is seen', INSIDE)}",
        agreed=f"Said {word('photo', 'who agreed', INSIDE)}",
    )
    Figure.objects.filter(pk=things["figure_of_public_id"]).update(
        note=f"From {word('figure', 'note of an open one', DRAFTING)}"
    )
    Indicator.objects.filter(pk=things["indicator_closed_number"]).update(
        title=f"Pumps {word('indicator', 'title', DRAFTING)}",
        unit=f"per {word('indicator', 'unit', DRAFTING)}",
    )
    Story.objects.filter(pk=things["story_id"]).update(
        title=f"How {word('story', 'title', INSIDE)}",
        words=f"Then {word('story', 'words', INSIDE)}",
    )


def _hide_in_draft(plan: Any, word: Any) -> None:
    """Who matters for the plan, what it goes with, and what it counts."""

    def words(thing: str, *parts: str, knowers: Any = DRAFTING) -> dict[str, str]:
        return {part: f"A {word('country plan', f'{part} of {thing}', knowers)}" for part in parts}

    day = datetime.date(2031, 1, 1)
    Actor.objects.create(plan=plan, kind="donor", **words("an actor", "name", "interest"))
    Policy.objects.create(plan=plan, **words("a policy", "title", "whose", "words"))
    Window.objects.create(
        plan=plan, opens_on=day, closes_on=day, **words("a window", "title", "words")
    )
    theme = Theme.objects.get(slug="markets")
    counted = words("a count", "title", "unit", knowers=PROGRAMME)
    PlanIndicator.objects.create(plan=plan, theme=theme, **counted)


def _hide_inside(things: dict[str, Any], word: Any) -> None:
    """Other languages, money, conditions, a paper with ink, and a report that was sent back."""
    closed, day = Partnership.objects.get(pk=things["partnership_closed_id"]), "2031-02-01"
    PartnershipWording.objects.create(
        partnership=closed,
        language="fr",
        title=f"En {word('partnership', 'title in French', INSIDE)}",
        summary=f"De {word('partnership', 'summary in French', INSIDE)}",
    )
    money = {"value": 10, "currency": "EUR", "valued_on": day}
    # Told by a file of IATI alone, and there is none of what is not published.
    Transaction.objects.create(
        partnership=closed,
        kind="2",
        on=day,
        words=f"For {word('partnership', 'money', ())}",
        **money,
    )
    Instalment.objects.create(
        contract_id=things["paper_id"],
        due_on=day,
        condition=f"If {word('contract', 'condition', INSIDE)}",
        **money,
    )
    # A download has a name of ours.
    signed = ContractSignature.objects.get(contract=things["paper_id"])
    signed.copy = ContentFile(b"%PDF-1.4", name="copy.pdf")
    signed.copy_name = f"{word('contract', 'name of its copy', ())}.pdf"
    signed.copy_type = "application/pdf"
    signed.save()
    things["report_returned_id"] = Report.objects.create(
        partnership=closed,
        owed_by=signed.organisation,
        due_on=day,
        title="A quarter",
        state="returned",
        words="W.",
        reason=f"Say {word('report', 'what is to be mended', INSIDE)}",
        handed_in_at=timezone.now(),
    ).pk


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    draft = f"/en/plans/{things['plan_draft_id']}/"
    public = f"/en/partnerships/{things['partnership_id']}/"
    closed = f"/en/partnerships/{things['partnership_closed_id']}/"
    return {
        *(f"/en/papers/{things[paper]}/" for paper in ("paper_id", "paper_draft_id")),
        f"/en/papers/{things['paper_id']}/pdf/",
        f"/en/papers/{things['paper_id']}/copy/{things['x_id']}/",
        f"{draft}figures/",
        *(f"/fr{one.removeprefix('/en')}" for one in (closed, f"{closed}figures/")),
        draft,
        f"{draft}draft/",
        closed,
        f"{closed}partners/",
        f"{closed}iati.xml",
        f"{closed}figures/",
        f"{closed}stories/",
        f"{public}figures/",
        f"{public}iati.xml",
        f"/en/stories/{things['story_id']}/",
        f"{closed}reports/",
        f"{closed}reports/list.csv",
        *(
            f"/en/partnerships/reports/{things[report]}/"
            for report in ("report_id", "report_handed_in_id", "report_returned_id")
        ),
        f"{closed}activities/{things['partnership_activity_id']}/",
        *addresses_for_programs(canaries),
    }


def addresses_for_programs(canaries: Any) -> set[str]:
    """What a program asks for; who shows no token is anybody."""
    things = canaries.world.things
    draft, closed = things["plan_draft_id"], things["partnership_closed_id"]
    asked = {
        f"plans/{draft}",
        f"plans/{draft}/themes/markets",
        f"plans/{things['plan_agreed_id']}",
        f"plans/{things['plan_agreed_id']}/themes/markets",
        f"partnerships/{closed}",
        f"partnerships/{closed}/figures",
        f"papers/{things['paper_id']}",
        *("plans", "partnerships", "partnerships?limit=1", "outputs", "openapi.json"),
    }
    return {f"/api/v1/{one}" for one in asked}
