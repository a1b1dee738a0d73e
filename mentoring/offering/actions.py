"""Offering oneself as a mentor, pausing, and withdrawing the offer."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentoring.models import Offer, OfferLanguage
from mentoring.states import CLOSE_OFFER, OFFER_AGAIN, PAUSE, RESUME, OfferState
from pages.moving import make
from pages.registries import announce_things
from people.models import Person

FIELDS = ("level", "size", "hours", "places", "time_zone", "seen_by", "words")


class FewerThanTaken(Exception):
    """So few places are offered that the pairs there are would have none."""


@transaction.atomic
def save_offer(*, by: Person, words: dict[str, Any]) -> Offer:
    """Write the one offer of `by`, by the words of OfferForm. What was withdrawn is open again.

    Raises FewerThanTaken.
    """
    fields = {name: words[name] for name in FIELDS}
    offer = Offer.objects.select_for_update().filter(mentor=by).first()
    if offer is None:
        offer = Offer.objects.create(mentor=by, **fields)
    else:
        if words["places"] < offer.taken:
            raise FewerThanTaken
        Offer.objects.filter(pk=offer.pk).update(**fields)
        offer.refresh_from_db()
    if offer.state == OfferState.CLOSED:
        make(OFFER_AGAIN, offer)
    offer.themes.set(words["themes"])
    offer.languages.exclude(code__in=words["languages"]).delete()
    OfferLanguage.objects.bulk_create(
        [OfferLanguage(offer=offer, code=code) for code in words["languages"]],
        ignore_conflicts=True,
    )
    # Moved: it may be seen by fewer than before, and is hidden until the index has followed.
    announce_things("moved", [offer.scope])
    return offer


@transaction.atomic
def pause_offer(*, by: Person, offer: Offer, until: datetime.date) -> None:
    """Take nobody new before `until`; requests that wait can still be answered."""
    make(PAUSE, offer, paused_until=until)


@transaction.atomic
def resume_offer(*, by: Person | None, offer: Offer) -> None:
    """Be there again; `by` is None for the site on the day that was named."""
    make(RESUME, offer, paused_until=None)


@transaction.atomic
def close_offer(*, by: Person, offer: Offer) -> None:
    """Withdraw it: it is listed no more. Pairs there are go on."""
    make(CLOSE_OFFER, offer, paused_until=None)
    announce_things("removed", [offer.scope])


def resume_paused_offers() -> None:
    """A chore: offers whose day has come."""
    today = timezone.now().date()
    for offer in Offer.objects.filter(state=OfferState.PAUSED, paused_until__lte=today):
        resume_offer(by=None, offer=offer)
