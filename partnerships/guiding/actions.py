"""Putting a paragraph beside a field, and taking it away."""

from django.db import transaction
from django.utils import timezone

from partnerships.models import FieldGuidance
from people.models import Person


@transaction.atomic
def put_beside(*, by: Person, field: str, thing: str) -> None:
    """Let this paragraph stand beside the field, in place of another."""
    FieldGuidance.objects.update_or_create(
        field=field, defaults={"thing": thing, "tied_by": by, "tied_at": timezone.now()}
    )


@transaction.atomic
def take_away(*, guidance: FieldGuidance) -> None:
    """No paragraph stands there any more."""
    guidance.delete()
