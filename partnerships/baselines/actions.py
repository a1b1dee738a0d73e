"""Saying how strong a partner is, and agreeing to show the scores."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.models import Baseline, BaselineConsent, DedicatedStaff, Partnership
from people.audit import record
from people.models import Appointment, Organisation, Person


class SaidThatDay(Exception):
    """The same partner has said so about the same partner on that day already."""


@transaction.atomic
def say(
    *, by: Person, partnership: Partnership, about: Organisation, said: dict[str, Any]
) -> Baseline:
    """Keep a baseline by the words of BaselineForm; it is not changed later. Raises SaidThatDay."""
    said = dict(said)
    staff = said.pop("staff")
    try:
        with transaction.atomic():
            made = Baseline.objects.create(partnership=partnership, about=about, made_by=by, **said)
    except IntegrityError as error:
        raise SaidThatDay from error
    known = _persons_called([name for name, _hours in staff], made)
    DedicatedStaff.objects.bulk_create(
        DedicatedStaff(
            baseline=made,
            person=known.get(name.casefold()),
            name="" if name.casefold() in known else name,
            hours=hours,
        )
        for name, hours in staff
    )
    record("partnerships.baseline-said", **_about(by, made.partnership, about))
    return made


def _persons_called(names: list[str], made: Baseline) -> dict[str, Person]:
    """Who of these holds a post there on that day, by name; a name of two is of neither."""
    wanted = {name.casefold() for name in names}
    posts = Appointment.objects.holding_on(made.on).filter(organisation=made.about_id)
    found: dict[str, Person] = {}
    doubled: set[str] = set()
    for post in posts.select_related("person") if wanted else ():
        key = post.person.name.casefold()
        if key in wanted:
            if key in found and found[key] != post.person:
                doubled.add(key)
            found[key] = post.person
    return {key: person for key, person in found.items() if key not in doubled}


def note_reading(*, by: Person, partnership: Partnership, about: Organisation) -> None:
    """That somebody else than the partner itself read what is said about it (R8)."""
    record("partnerships.baseline-read", **_about(by, partnership, about))


@transaction.atomic
def agree_to_show(*, by: Person, partnership: Partnership, organisation: Organisation) -> None:
    """Everyone may see the scores of what was said until now, as far as this partner is asked."""
    BaselineConsent.objects.update_or_create(
        partnership=partnership,
        organisation=organisation,
        defaults={"until": timezone.now(), "given_by": by},
    )
    record("partnerships.baselines-opened", **_about(by, partnership, organisation))


@transaction.atomic
def take_back(*, by: Person, partnership: Partnership, organisation: Organisation) -> None:
    """Nobody outside sees scores of the partnership any more."""
    consents = partnership.baseline_consents.filter(organisation=organisation)
    if consents.delete()[0]:
        record("partnerships.baselines-closed", **_about(by, partnership, organisation))


def _about(by: Person, partnership: Partnership, about: Organisation) -> dict[str, Any]:
    return {"by": by, "thing": partnership, "organisation": about, "is_sensitive": True}
