"""What reaches a mailbox of who decides, and of who asked: no record, no reason, no name (2C)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice


def _opening(person: Any, notice: Notice) -> Wording:
    path = reverse("opening", args=[notice.words["opening"]])
    if notice.words["what"] == "decide":
        return Wording(
            subject=_("A second person is asked to decide"),
            text=_(
                "An administrator asks to open a record by exception. Read why, and allow or "
                "refuse it within three days."
            ),
            path=path,
        )
    return Wording(subject=_("What you asked for is decided"), text="", path=path)


OPENING = Kind(
    key="people.opening",
    label=gettext_lazy("Records opened by exception"),
    sentence=gettext_lazy("You asked to open a record by exception, or decide as second person."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_opening,
    is_required=True,
)
