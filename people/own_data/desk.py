"""What a person's desk says about their own data."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.registries import Action, DeskLine
from people.audit import can_read_log
from people.models import DataExport, Erasure
from people.models.export import LASTS


def lines(person: Any) -> Iterable[DeskLine]:
    """A copy that can be fetched, and an account that will be deleted; two queries."""
    ready = DataExport.objects.filter(
        person=person, fetched_at=None, made_at__gt=timezone.now() - LASTS
    )
    for export in ready:
        yield DeskLine(
            title=_("Your data is ready"),
            url=reverse("my_data_file", args=[export.pk]),
            note=_("Can be fetched once"),
            due_on=timezone.localdate(export.lasts_until),
            verb=_("Fetch it"),
        )
    for erasure in Erasure.objects.waiting().filter(person=person, cause=Erasure.Cause.ASKED):
        yield DeskLine(
            title=_("Your account will be deleted"),
            url=reverse("my_data"),
            note=_("Until then you can take it back"),
            due_on=timezone.localdate(erasure.due_at),
            verb=_("Read what you can do"),
        )


def links(person: Any) -> Iterable[Action]:
    """What the site knows about the person."""
    yield Action(label=_("My data"), url=reverse("my_data"))


def duties(person: Any) -> Iterable[Action]:
    """The log, for those who may read it."""
    if can_read_log(person):
        yield Action(label=_("What was done"), url=reverse("audit_log"))
