"""What reaches a mailbox of who decides, of who asked, and of those whose record it is: no reason,
no name, and of the record its address at most (2C).
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice
from people.breaking_glass.registries import kind_called


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


def _opened(person: Any, notice: Notice) -> Wording:
    """That, and a link: to the record for who reads it, to the log for the programme."""
    kind = kind_called(notice.words.get("kind", ""))
    if kind is None:
        path = reverse("audit_log")
    else:
        path = reverse(kind.page, args=[notice.words["record"]])
    return Wording(subject=_("A record needs your attention"), text="", path=path)


# One kind for records of every room, so that nobody stops it with what else a room tells (R7).
OPENED = Kind(
    key="people.opened",
    label=gettext_lazy("Records that need your attention"),
    sentence=gettext_lazy(
        "An administrator opened by exception a record that is yours, or that you look after."
    ),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_opened,
    is_required=True,
)
KINDS = (OPENING, OPENED)
