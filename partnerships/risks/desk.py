"""What risks put on a person's desk: that something waits, and nothing of what (2C)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.registries import DeskLine
from partnerships.permissions import risks_read_by
from partnerships.states import RiskState


def records(person: Any) -> Iterable[DeskLine]:
    """One line, however many there are: what the site raised and nobody has answered, and what is
    to be looked at again. It leads to the list, so that the desk holds no number of a record.
    """
    is_raised = Q(cause__isnull=False, state=RiskState.OPEN)
    is_due = Q(review_on__lte=timezone.localdate()) & ~Q(state=RiskState.CLOSED)
    if risks_read_by(person).filter(is_raised | is_due).exists():
        title, verb = _("A record needs your attention"), _("Look at it")
        yield DeskLine(title=title, url=reverse("risks"), verb=verb)
