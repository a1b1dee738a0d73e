"""Confirming and keeping what is said of an organisation."""

from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.models import Organisation, Person

FACTS = ("about", "region", "population", "area_km2", "website")


@transaction.atomic
def confirm_organisation(*, by: Person, organisation: Organisation) -> None:
    """Say that all of it is right today."""
    organisation.confirmed_on = timezone.now().date()
    organisation.confirmed_by = by
    organisation.save(update_fields=["confirmed_on", "confirmed_by"])
    record("people.organisation-confirmed", by=by, thing=organisation, organisation=organisation)


@transaction.atomic
def change_organisation(*, by: Person, organisation: Organisation) -> None:
    """Keep the facts as they now stand on `organisation`; whoever writes them confirms them."""
    organisation.save(update_fields=FACTS)
    record("people.organisation-changed", by=by, thing=organisation, organisation=organisation)
    confirm_organisation(by=by, organisation=organisation)
