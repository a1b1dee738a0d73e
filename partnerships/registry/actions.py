"""Keeping a partnership: its words, partners, activities, what was learnt, and that it is alive."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from notices.actions import tell
from pages.registries import announce_things
from partnerships.kinds import PARTNERSHIP
from partnerships.models import (
    GOES_ON,
    Activity,
    Confirmation,
    Indicator,
    Output,
    Partner,
    Partnership,
    PartnershipCountry,
    Traveller,
)
from partnerships.models.partnership import CONFIRMED_FOR
from partnerships.signals import visit_begun
from people.audit import record
from people.models import Appointment, Organisation, Person
from people.querysets import speakers_for, spoken_for

BATCH = 200


@transaction.atomic
def save_partnership(
    *, by: Person, partnership: Partnership | None, said: dict[str, Any]
) -> Partnership:
    """Make a partnership, or write in it, by the words of PartnershipForm."""
    said = dict(said)
    themes, countries = said.pop("themes"), said.pop("countries")
    if partnership is None:
        partnership = Partnership.objects.create(made_by=by, **said)
        record("partnerships.made", by=by, thing=partnership)
    else:
        fields = {**said, "changed_at": timezone.now()}
        for name, value in fields.items():
            setattr(partnership, name, value)
        partnership.save(update_fields=list(fields))
        # What adds to a plan adds to the partnership's own.
        moved = Indicator.objects.filter(partnership=partnership).exclude(adds_to=None)
        moved.exclude(adds_to__plan=partnership.plan_id).update(adds_to=None)
    partnership.themes.set(themes)
    known = set(partnership.countries.values_list("country", flat=True))
    partnership.countries.exclude(country__in=countries).delete()
    PartnershipCountry.objects.bulk_create(
        PartnershipCountry(partnership=partnership, country=code)
        for code in countries
        if code not in known
    )
    _follow(partnership)
    return partnership


def _follow(partnership: Partnership) -> None:
    """Let the index follow; it holds what everybody reads."""
    announce_things("changed" if partnership.is_published else "removed", [partnership.scope])


@transaction.atomic
def add_partner(*, partnership: Partnership, organisation: Organisation, role: str) -> None:
    """Let an organisation take part; again changes nothing."""
    Partner.objects.get_or_create(partnership=partnership, organisation=organisation, role=role)
    _touch(partnership)


@transaction.atomic
def remove_partner(*, partner: Partner) -> None:
    """It takes part no longer; what it confirmed goes with it."""
    # Who takes a second person away, and who names somebody, take turns (partnerships/naming).
    partnership = Partnership.objects.select_for_update().get(pk=partner.partnership_id)
    partner.delete()
    others = partnership.partners.values("organisation")
    partnership.confirmations.exclude(organisation__in=others).delete()
    _count_sides(partnership)
    _touch(partnership)


def _touch(partnership: Partnership) -> None:
    partnership.changed_at = timezone.now()
    partnership.save(update_fields=["changed_at"])
    _follow(partnership)


@transaction.atomic
def save_activity(*, activity: Activity, people: list[Person]) -> Activity:
    """Write an activity, and who takes part for which organisation.

    Whoever went on an exchange visit that has begun owes something for it, even where the list is
    mended later.
    """
    activity.save()
    activity.travellers.exclude(person__in=people).filter(told_at=None).delete()
    known = set(activity.travellers.values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in known]
    posts = dict(
        Appointment.objects.holding_on(activity.starts_on)
        .filter(person__in=new, organisation__partnerships__partnership=activity.partnership_id)
        .values_list("person_id", "organisation_id")
    )
    Traveller.objects.bulk_create(
        Traveller(activity=activity, person=person, organisation_id=posts.get(person.pk))
        for person in new
    )
    tell_of_visits(Traveller.objects.filter(activity=activity))
    _touch(activity.partnership)
    return activity


@transaction.atomic
def tell_of_visits(rows: Any = None) -> None:
    """A chore: who is on an exchange visit since its first day has had a benefit."""
    asked = Traveller.objects.all() if rows is None else rows
    begun = asked.filter(
        told_at=None,
        activity__kind=Activity.Kind.EXCHANGE_VISIT,
        activity__starts_on__lte=timezone.localdate(),
    ).select_related("person", "organisation", "activity")
    for one in begun[:BATCH]:
        visit_begun.send(Activity, traveller=one)
        Traveller.objects.filter(pk=one.pk).update(told_at=timezone.now())


@transaction.atomic
def tie(
    *, by: Person, partnership: Partnership, thing: str, theme: Any, activity: Activity | None
) -> Output:
    """Tie something that was learnt; again changes where it belongs."""
    output, _is_new = Output.objects.update_or_create(
        partnership=partnership,
        thing=thing,
        defaults={"theme": theme, "activity": activity, "tied_by": by},
    )
    _touch(partnership)
    return output


@transaction.atomic
def untie(*, output: Output) -> None:
    """It was not learnt here."""
    partnership = output.partnership
    output.delete()
    _touch(partnership)


@transaction.atomic
def confirm_alive(*, by: Person, partnership: Partnership, organisation_ids: set[int]) -> None:
    """Say for these partners that it is alive today; again on one day changes nothing."""
    # Two sides that confirm at once are counted one after the other.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    for pk in organisation_ids:
        Confirmation.objects.get_or_create(
            partnership=partnership,
            organisation_id=pk,
            on=timezone.localdate(),
            defaults={"by": by},
        )
    _count_sides(partnership)


def _count_sides(partnership: Partnership) -> None:
    """The last day on which two sides, or the one there is, had said so within a year."""
    needed = min(2, partnership.partners.values("organisation").distinct().count())
    said: dict[int, datetime.date] = {}
    heard_on = None
    for pk, on in partnership.confirmations.order_by("on").values_list("organisation_id", "on"):
        said[pk] = on
        days = sorted(said.values(), reverse=True)[:needed]
        if len(days) == needed and days[0] - days[-1] <= CONFIRMED_FOR:
            heard_on = days[-1]
    partnership.confirmed_on = heard_on
    partnership.save(update_fields=["confirmed_on"])


def ask_whether_alive() -> None:
    """A chore: once a year who speaks for a side is asked. Sides nobody speaks for cost nothing."""
    today = timezone.localdate()
    since = today - CONFIRMED_FOR
    heard = Confirmation.objects.filter(
        on__gt=since, partnership=OuterRef("partnership"), organisation=OuterRef("organisation")
    )
    silent = Partner.objects.filter(
        ~Exists(heard),
        partnership__status__in=GOES_ON,
        partnership__made_at__date__lte=since,
        organisation__in=spoken_for(),
    )
    for one in silent.order_by("pk").distinct().iterator():
        words = {"what": "confirm", "partnership": str(one.partnership_id)}
        once = f"confirm:{one.partnership_id}:{one.organisation_id}:{today.year}"
        tell(PARTNERSHIP, speakers_for([one.organisation_id]), once=once, words=words)
