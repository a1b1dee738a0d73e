"""Canary words of placements, and where they would be found by who may know them."""

from typing import Any

from django.utils import timezone

from internships.models import (
    AgreementVersion,
    Application,
    Check,
    HostOffer,
    LogEntry,
    Placement,
    Problem,
    Question,
    Rating,
    Report,
)

PERSON, HOST = ("member",), ("member", "editor of X", "supervisor")
# Who offers it, before it is published.
OFFERS = ("editor of X",)


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
        answered_at=timezone.now(),
    )
    Placement.objects.filter(pk=things["placement_id"]).update(
        objectives=f"See {word('placement', 'objectives', HOST)}",
        activities=f"Sit by {word('placement', 'activities', HOST)}",
        effect_on_host=f"Less {word('placement', 'effect on host', HOST)}",
        effect_on_sender=f"More {word('placement', 'effect', HOST)}",
    )
    Problem.objects.filter(pk=things["problem_id"]).update(
        text=f"Cold {word('placement', 'problem', PERSON)}",
        answer=f"Heated {word('placement', 'what was done', PERSON)}",
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
    HostOffer.objects.filter(pk=things["offer_draft_id"]).update(
        **{
            part: f"For {word('placement offered', part, OFFERS)}"
            for part in ("title", "department", "words", "paid")
        }
    )
    _hide_what_came_of_it(things["placement_id"], word)


def _hide_what_came_of_it(placement: Any, word: Any) -> None:
    """What was agreed before, and what the three said on the way and at the end."""
    one, now = Placement.objects.get(pk=placement), timezone.now()
    parts = ("objectives", "activities", "effect_on_sender", "effect_on_host")
    AgreementVersion.objects.create(
        placement=one,
        number=1,
        language=one.language,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        written_at=now,
        **{part: f"First {word('placement', f'{part} before', HOST)}" for part in parts},
    )
    Check.objects.create(
        placement=one,
        goes_well=f"Well: {word('placement', 'goes well', HOST)}",
        to_change=f"Not so {word('placement', 'to change', HOST)}",
    )
    Report.objects.create(
        placement=one,
        text=f"Then {word('placement', 'report', HOST)}",
        plan=f"To tell {word('placement', 'plan', HOST)}",
    )
    words = f"It made {word('placement', 'rating', HOST)}"
    Rating.objects.create(placement=one, side="host", moment="end", effect=4, words=words)


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    offer = f"/en/placements/offers/{things['offer_open_id']}/"
    application = f"/en/placements/applications/{things['application_id']}/"
    placement = f"/en/placements/{things['placement_id']}/"
    return {
        offer,
        f"{offer}applications/",
        f"/en/placements/offers/{things['offer_draft_id']}/",
        application,
        f"{application}cv/",
        placement,
        *(
            f"{placement}{door}"
            for door in ("agreement/", "agreement/1/", "pdf/", "report/", "rating/host/")
        ),
        f"{placement}problem/{things['problem_id']}/",
        "/en/placements/mine/",
    }
