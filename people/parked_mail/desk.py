"""What parked mails put on the desks of those who look after them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices.parked import parked_mails
from pages.registries import DeskLine
from people.parked_mail.permissions import can_look_after_mail


def mails_that_wait(person: Any) -> Iterable[DeskLine]:
    """One line, however many are parked."""
    if not can_look_after_mail(person):
        return
    number = parked_mails().count()
    if number:
        title = ngettext(
            "%(number)s mail could not be delivered",
            "%(number)s mails could not be delivered",
            number,
        )
        yield DeskLine(
            title=title % {"number": number},
            url=reverse("parked_mails"),
            note=_("They can be tried again or let go"),
            verb=_("Look why"),
        )
