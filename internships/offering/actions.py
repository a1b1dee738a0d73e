"""Writing, publishing and closing what a host offers."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from internships.models import HostOffer
from internships.states import CLOSE, PUBLISH, WRITE, OfferState
from pages.models import SiteVersion
from pages.moving import NotAnyMore, make
from pages.registries import KindOfChange, announce_things
from people.audit import record
from people.models import Person


class FewerThanTaken(Exception):
    """More people were accepted than there would be places."""


class AlreadyOver(Exception):
    """Its time to apply has passed."""


@transaction.atomic
def save_offer(*, by: Person, offer: HostOffer | None, said: dict[str, Any]) -> HostOffer:
    """Write a draft, or change an offer, by the words of OfferForm. Raises FewerThanTaken."""
    said = dict(said)
    themes = said.pop("themes")
    if offer is None:
        offer = HostOffer.objects.create(made_by=by, state=WRITE.to, **said)
        record("internships.offer-written", by=by, thing=offer, organisation=offer.host)
    else:
        possible = HostOffer.objects.filter(pk=offer.pk, taken__lte=said["places"])
        if not possible.update(**said):
            raise FewerThanTaken
        record("internships.offer-changed", by=by, thing=offer, organisation=offer.host)
    offer.themes.set(themes)
    offer.refresh_from_db()
    if offer.state == OfferState.OPEN:
        _follow("changed", offer)
    return offer


@transaction.atomic
def publish_offer(*, by: Person, offer: HostOffer) -> None:
    """Everyone reads it from now on. Raises AlreadyOver, NotAnyMore."""
    if offer.closes_at <= timezone.now():
        raise AlreadyOver
    make(PUBLISH, offer, published_at=timezone.now())
    record("internships.offer-published", by=by, thing=offer, organisation=offer.host)
    _follow("changed", offer)


@transaction.atomic
def close_offer(*, by: Person, offer: HostOffer) -> None:
    """Nobody applies any more; who has applied is decided all the same."""
    make(CLOSE, offer)
    record("internships.offer-closed", by=by, thing=offer, organisation=offer.host)
    _follow("removed", offer)


def close_offers_whose_time_has_come() -> None:
    """A chore: by the clock of the host (I19)."""
    over = HostOffer.objects.filter(state=OfferState.OPEN, closes_at__lte=timezone.now())
    for offer in over[:200]:
        try:
            with transaction.atomic():
                make(CLOSE, offer)
                _follow("removed", offer)
        except NotAnyMore:
            continue


def _follow(kind: KindOfChange, offer: HostOffer) -> None:
    """Let the index follow; last in a transaction, for all wait for this row."""
    SiteVersion.advance()
    announce_things(kind, [offer.scope])


def take_a_place(offer: HostOffer) -> bool:
    """Whether a place was left and is held now: one statement, so that no two get the last one."""
    left = HostOffer.objects.filter(pk=offer.pk, taken__lt=F("places"))
    return bool(left.update(taken=F("taken") + 1))


def give_a_place_back(offer: HostOffer) -> None:
    """A place that was held is free again."""
    HostOffer.objects.filter(pk=offer.pk, taken__gt=0).update(taken=F("taken") - 1)
