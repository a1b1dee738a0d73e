"""What becomes of an application: the checklist, an opinion, two reviews, a decision."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from pages.moving import NotAnyMore, make
from partnerships.calling.applying import tell_about, tell_applicants
from partnerships.calling.permissions import associations_to_ask, may_assess
from partnerships.models import Application, Opinion, Partner, Partnership, Review, Status
from partnerships.models.call import REVIEWS
from partnerships.registry.actions import add_partner, save_partnership
from partnerships.states import (
    ACCEPT,
    DECLINE,
    FINISH_REVIEWS,
    GIVE_OPINION,
    REFUSE,
    SCREEN,
    SCREEN_UNHEARD,
    ApplicationState,
)
from people.audit import record
from people.models import Organisation, Person
from people.querysets import editors_for, editors_for_programme

NAMING = (ApplicationState.SCREENED.value, ApplicationState.HEARD.value)


class MayNotAssess(Exception):
    """Somebody who does not assess the call, or is of an applicant."""


@transaction.atomic
def screen(
    *, by: Person, application: Application, checks: list[str], association: Organisation | None
) -> None:
    """It is eligible: ask an association, or go on without one where none can be asked.

    Raises NotAnyMore.
    """
    possible = associations_to_ask(application)
    if association is None and possible.exists():
        raise NotAnyMore
    move = SCREEN if association else SCREEN_UNHEARD
    make(move, application, checks=checks, screened_at=timezone.now(), association=association)
    record("partnerships.application-screened", **_about(by, application))
    tell_applicants(application, "screened")
    if association:
        tell_about(application, "to-hear", editors_for([association.pk]))


@transaction.atomic
def refuse(*, by: Person, application: Application, checks: list[str], reason: str) -> None:
    """It is not eligible, for reasons the applicants read. Raises NotAnyMore."""
    make(REFUSE, application, checks=checks, **_decided(by, reason))
    record("partnerships.application-decided", **_about(by, application))
    tell_applicants(application, "declined")


@transaction.atomic
def give_opinion(*, by: Person, application: Application, said: dict[str, Any]) -> Opinion:
    """What the association thinks, by the words of OpinionForm, once. Raises NotAnyMore."""
    make(GIVE_OPINION, application)
    opinion = Opinion.objects.create(application=application, by=by, **said)
    record("partnerships.opinion-given", **_about(by, application))
    tell_applicants(application, "heard")
    tell_about(application, "to-name", editors_for_programme())
    _ask_reviewers(application)
    return opinion


@transaction.atomic
def name_reviewers(*, by: Person, application: Application, persons: list[Person]) -> None:
    """Ask these two; a review that was given stays, and its assessor with it.

    Raises MayNotAssess, NotAnyMore.
    """
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    if fresh.state not in NAMING:
        raise NotAnyMore
    done = list(fresh.reviews.exclude(given_at=None))
    # A review stays though its author is gone; then one is asked less.
    given = {one.assessor_id for one in done if one.assessor_id is not None}
    named = {person.pk for person in persons}
    new = [person for person in persons if person.pk not in given][: REVIEWS - len(done)]
    if len(named) != REVIEWS or not given <= named or len(done) + len(new) != REVIEWS:
        raise MayNotAssess
    if not all(may_assess(person, fresh) for person in new):
        raise MayNotAssess
    fresh.reviews.filter(given_at=None).delete()
    taken = set(fresh.reviews.values_list("place", flat=True))
    free = (place for place in range(1, REVIEWS + 1) if place not in taken)
    Review.objects.bulk_create(
        Review(application=fresh, assessor=person, place=place)
        for person, place in zip(new, free, strict=True)
    )
    record("partnerships.reviewers-named", **_about(by, fresh))
    if fresh.state == ApplicationState.HEARD:
        _ask_reviewers(fresh)


def _ask_reviewers(application: Application) -> None:
    waiting = application.reviews.filter(given_at=None).values("assessor")
    tell_about(application, "to-review", Person.objects.filter(pk__in=waiting))


@transaction.atomic
def review(*, by: Person, application: Application, said: dict[str, Any]) -> None:
    """Give the review one was asked for, once, by the words of ReviewForm. Raises NotAnyMore."""
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    asked = fresh.reviews.filter(assessor=by, given_at=None)
    if fresh.state != ApplicationState.HEARD or not asked.update(**said, given_at=timezone.now()):
        raise NotAnyMore
    record("partnerships.application-reviewed", **_about(by, fresh))
    if fresh.reviews.exclude(given_at=None).count() == REVIEWS:
        make(FINISH_REVIEWS, fresh)
        tell_about(fresh, "reviewed", editors_for_programme())


@transaction.atomic
def accept(*, by: Person, application: Application, reason: str) -> Partnership:
    """Yes, with reasons; the partnership is made in the same transaction. Raises NotAnyMore."""
    make(ACCEPT, application, **_decided(by, reason))
    made = _partnership_of(by, application)
    application.partnership = made
    application.save(update_fields=["partnership"])
    record("partnerships.application-decided", **_about(by, application))
    tell_applicants(application, "accepted")
    return made


@transaction.atomic
def decline(*, by: Person, application: Application, reason: str) -> None:
    """No, with reasons that the applicants read. Raises NotAnyMore."""
    make(DECLINE, application, **_decided(by, reason))
    record("partnerships.application-decided", **_about(by, application))
    tell_applicants(application, "declined")


def _decided(by: Person, reason: str) -> dict[str, Any]:
    return {"decided_at": timezone.now(), "decided_by": by, "reason": reason}


def _partnership_of(by: Person, application: Application) -> Partnership:
    """With its plan, theme, partners and days; not public before somebody opens it."""
    partners = [application.lead, *application.co_applicants.order_by("name")]
    said = {
        "title": application.title,
        "summary": application.purpose,
        "language": application.language,
        "plan": application.call.plan,
        "themes": [application.theme],
        "countries": sorted({str(one.country) for one in partners if one.country}),
        "status": Status.PIPELINE,
        "starts_on": application.starts_on,
        "ends_on": application.ends_on,
        "currency": application.call.currency,
        "is_published": False,
    }
    made = save_partnership(by=by, partnership=None, said=said)
    for one in partners:
        add_partner(partnership=made, organisation=one, role=Partner.Role.IMPLEMENTING)
    return made


def _about(by: Person, application: Application) -> dict[str, Any]:
    """What is noted beside each act."""
    return {
        "by": by,
        "thing": application,
        "organisation": application.lead,
        "is_sensitive": True,
    }


def note_reading(*, by: Person, application: Application) -> None:
    """That somebody else than an applicant read it (R8), without what it says."""
    record("partnerships.application-read", **_about(by, application))
