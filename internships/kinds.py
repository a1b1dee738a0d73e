"""What reaches a mailbox: that something waits and where; no names of third persons (2C)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice


def _of_application(what: str) -> tuple[str, str]:
    """Subject and text, by what has happened."""
    said = {
        "sent-in": (
            _("An application for a placement waits for you"),
            _("Read it, ask what you want to know, and decide."),
        ),
        "to-endorse": (
            _("Somebody of your organisation applied for a placement"),
            _("Read it, and say whether the organisation backs it."),
        ),
        "received": (
            _("Your application has been sent in"),
            _("The host reads it and decides. You can withdraw it at any time."),
        ),
        "endorsed": (
            _("Your organisation backs your application"),
            _("The host sees that. Nothing else is needed of you now."),
        ),
        "shortlisted": (
            _("Your application is on the shortlist"),
            _("The host may have questions. A decision comes next."),
        ),
        "asked": (
            _("The host has a question about your application"),
            _("Answer it on Peerhall; the decision waits for it."),
        ),
        "answered": (_("An applicant has answered a question"), ""),
        "accepted": (
            _("Your application was accepted"),
            _("Next you, your organisation and the host write an agreement, and each confirms it."),
        ),
        "waiting": (
            _("You are on the waiting list for a placement"),
            _("All places are taken. When one is free again, it goes by the order of sending in."),
        ),
        "declined": (
            _("There is a decision about your application"),
            _("Read it and its reason on Peerhall."),
        ),
    }
    return said.get(what, (_("An application was withdrawn"), ""))


def _application(person: Any, notice: Notice) -> Wording:
    subject, text = _of_application(notice.words["what"])
    path = reverse("application", args=[notice.words["application"]])
    return Wording(subject=subject, text=text, path=path)


def _placement(person: Any, notice: Notice) -> Wording:
    said = {
        "written": (
            _("An agreement on a placement waits for you"),
            _("Read it and confirm it. Nothing starts before all three have."),
        ),
        "begun": (
            _("A placement is agreed by all three"),
            _("Each week five lines, half-way a check, at the end a report."),
        ),
        "checked": (_("There is a half-way check of a placement"), ""),
        "problem": (
            _("Somebody on a placement tells you of a problem"),
            _("The host does not read it. Say what was done about it."),
        ),
        "settled": (_("Your organisation has answered about a problem"), ""),
        "ended": (
            _("A placement has ended"),
            _("A report within thirty days; both organisations say what it changed."),
        ),
        "reported": (_("There is a report of a placement"), ""),
    }
    subject, text = said.get(
        notice.words["what"],
        (
            _("A placement a year ago: what stayed of it?"),
            _("Say once more what it changed in your organisation."),
        ),
    )
    path = reverse("placement", args=[notice.words["placement"]])
    return Wording(subject=subject, text=text, path=path)


APPLICATION = Kind(
    key="internships.application",
    label=gettext_lazy("Applications for placements"),
    sentence=gettext_lazy("You applied, your organisation sends, or you decide for a host."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_application,
)
PLACEMENT = Kind(
    key="internships.placement",
    label=gettext_lazy("Placements"),
    sentence=gettext_lazy("You are one of the three who agreed on a placement."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_placement,
)
KINDS = (APPLICATION, PLACEMENT)
