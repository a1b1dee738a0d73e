"""Canary words of what the search holds for who is signed in, and for no visitor."""

from typing import Any

from mentoring.models import Offer
from training.models import Course

SIGNED_IN = (
    "member",
    "member of X",
    "contact in X",
    "editor of X",
    "editor of Y",
    "programme editor",
    "administrator",
    "of the circle",
    *("trainer", "coordinator", "controller", "supervisor", "facilitator"),
)


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what was planted."""
    things, word = canaries.world.things, canaries.word
    Course.objects.filter(pk=things["course_id"]).update(
        about=f"To learn {word('course', 'about', SIGNED_IN)}"
    )
    # One for all who are signed in; of one that everyone sees, what its mentor writes is not.
    for offer in ("offer_id", "open_offer_id"):
        Offer.objects.filter(pk=things[offer]).update(
            words=f"Ask about {word('offer of a mentor', f'words of {offer}', SIGNED_IN)}"
        )


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    return {
        f"/en/courses/{things['course_id']}/",
        *(f"/en/mentors/{things[offer]}/" for offer in ("offer_id", "open_offer_id")),
    }
