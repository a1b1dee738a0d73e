"""What is told of reports of what was tried. The text is named to who may read it when it is told;
who reported and what they wrote is for the page (2C).
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, may_read_about
from notices.models import Notice


def _path(notice: Notice) -> str:
    return reverse("tried_report", args=[notice.words["report"]])


def _title(notice: Notice) -> str:
    page: Any = notice.about
    return str(page.title)


def _waits(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("A report of what was tried waits for you"),
        text=_(
            "One of your members reports what came of “%(title)s”. Confirm it, or send it back with"
            " a reason."
        )
        % {"title": _title(notice)},
        path=_path(notice),
    )


def _decided(person: Any, notice: Notice) -> Wording:
    words = {"title": _title(notice)}
    match notice.words["what"]:
        case "confirmed":
            subject = _("Your report stands on “%(title)s”") % words
            text = _("Your association has confirmed it. Others can now learn from it. Thank you.")
        case "hidden":
            subject = _("Your report on “%(title)s” is hidden") % words
            text = _("An editor has hidden it, and says why.")
        case _sent_back:
            subject = _("Your report on “%(title)s” came back") % words
            text = _("Your association asks you for something. Read it and file the report again.")
    return Wording(subject=subject, text=text, path=_path(notice))


def _stands(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Somebody has tried “%(title)s”") % {"title": _title(notice)},
        text=_("You answer questions about this text. Read how it went."),
        path=_path(notice),
    )


TRIED_WAITS = Kind(
    key="learning.tried-waits",
    label=gettext_lazy("Reports of what was tried, to confirm"),
    sentence=gettext_lazy("You are an editor, and a member of yours reports what they tried."),
    default=Frequency.AT_ONCE,
    may_still=may_read_about,
    write=_waits,
)
TRIED_DECIDED = Kind(
    key="learning.tried-decided",
    label=gettext_lazy("Your reports of what you tried"),
    sentence=gettext_lazy("You reported what you tried, and an editor has decided about it."),
    default=Frequency.AT_ONCE,
    may_still=may_read_about,
    write=_decided,
)
TRIED_STANDS = Kind(
    key="learning.tried-stands",
    label=gettext_lazy("Your texts that others tried"),
    sentence=gettext_lazy("You answer for a text, and somebody reports that they tried it."),
    default=Frequency.DAILY,
    may_still=may_read_about,
    write=_stands,
)
KINDS = (TRIED_WAITS, TRIED_DECIDED, TRIED_STANDS)
