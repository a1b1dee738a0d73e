"""Canary words of placements, and where they would be found by who may know them."""

from typing import Any

from internships.models import Application, LogEntry, Placement, Problem, Question

PERSON, HOST = ("member",), ("member", "editor of X", "supervisor")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    application = Application.objects.get(pk=things["application_id"])
    application.letter = f"Because {word('placement', 'letter', HOST)}"
    application.cv_name = f"{word('placement', 'name of CV', HOST)}.pdf"
    application.reason = f"Since {word('placement', 'reason', HOST)}"
    application.save()
    Question.objects.create(
        application=application,
        text=f"Why {word('placement', 'question', HOST)}?",
        answer=f"Since {word('placement', 'answer', HOST)}",
    )
    Placement.objects.filter(pk=things["placement_id"]).update(
        objectives=f"See {word('placement', 'objectives', HOST)}",
        activities=f"Sit by {word('placement', 'activities', HOST)}",
        effect_on_host=f"Less {word('placement', 'effect on host', HOST)}",
        effect_on_sender=f"More {word('placement', 'effect', HOST)}",
    )
    Problem.objects.filter(pk=things["problem_id"]).update(
        text=f"Cold {word('placement', 'problem', PERSON)}"
    )
    LogEntry.objects.create(
        placement_id=things["placement_id"],
        week=1,
        did=f"Sat {word('placement', 'week', HOST)}",
        **{
            part: f"Also {word('placement', part, HOST)}"
            for part in ("learnt", "hard", "next_week", "needed")
        },
    )


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    offer = f"/en/placements/offers/{things['offer_open_id']}/"
    application = f"/en/placements/applications/{things['application_id']}/"
    placement = f"/en/placements/{things['placement_id']}/"
    return {
        offer,
        f"{offer}applications/",
        application,
        f"{application}cv/",
        placement,
        *(f"{placement}{door}" for door in ("agreement/", "pdf/", "report/", "rating/host/")),
        f"{placement}problem/{things['problem_id']}/",
        "/en/placements/mine/",
    }
