"""What reaches a mailbox: that something waits and where; no names of third persons (2C)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice
from partnerships.roles import COORDINATOR


def _plan(person: Any, notice: Notice) -> Wording:
    path = reverse("plan_draft", args=[notice.words["plan"]])
    if notice.words["what"] == "sign":
        return Wording(
            subject=_("A country plan waits for your association's signature"),
            text=_("Read it, and sign it, or say what is to be written otherwise."),
            path=path,
        )
    return Wording(subject=_("A country plan is agreed"), text="", path=path)


def _partnership(person: Any, notice: Notice) -> Wording:
    if "contract" in notice.words:
        return _contract(notice)
    if "report" in notice.words:
        return _report(notice)
    path = reverse("partnership", args=[notice.words["partnership"]])
    if notice.words["what"] == "confirm":
        return Wording(
            subject=_("Is this partnership alive?"),
            text=_("Once a year both sides say so, by one button."),
            path=path,
        )
    if notice.words["what"] == "returned":
        path = reverse("partnership_figures", args=[notice.words["partnership"]])
        return Wording(
            subject=_("A figure was returned to you"), text=_("Read why, and mend it."), path=path
        )
    if notice.words["what"] == "confirm-role":
        return Wording(
            subject=_("A role waits for a second person"),
            text=_(
                "Somebody is to have a role, and it counts when a second person has confirmed it."
                " Look at who and what it is, and confirm or decline it."
            ),
            path=reverse("partnership_roles", args=[notice.words["partnership"]]),
        )
    if notice.words["what"] == COORDINATOR.key:
        return Wording(subject=_("You coordinate a partnership"), text="", path=path)
    path = reverse("partnership_figures", args=[notice.words["partnership"]])
    return Wording(subject=_("You control the figures of a partnership"), text="", path=path)


def _report(notice: Notice) -> Wording:
    """What became of a report; what it is about stands behind the door."""
    subjects = {
        "asked": _("A report is asked of you"),
        "soon": _("A report is due within two weeks"),
        "late": _("A report is late"),
        "handed-in": _("A report was handed in"),
        "sent-back": _("A report was sent back to you"),
        "accepted": _("Your report was accepted"),
    }
    texts = {
        "soon": _("Hand it in as words, as a file, or as the address of a text of the library."),
        "late": _("Hand it in now, or tell who coordinates the partnership when it comes."),
        "handed-in": _("Read it, and accept it or send it back."),
        "sent-back": _("Read what is to be mended, and hand it in again."),
    }
    return Wording(
        subject=subjects[notice.words["what"]],
        text=texts.get(notice.words["what"], ""),
        path=reverse("partnership_report", args=[notice.words["report"]]),
    )


def _contract(notice: Notice) -> Wording:
    path = reverse("contract", args=[notice.words["contract"]])
    if notice.words["what"] == "sign":
        return Wording(
            subject=_("A paper of a partnership waits for your signature"),
            text=_("Read it, and sign it for your organisation."),
            path=path,
        )
    return Wording(subject=_("A paper of a partnership is signed by all"), text="", path=path)


PLAN = Kind(
    key="partnerships.plan",
    label=gettext_lazy("Country plans"),
    sentence=gettext_lazy("Your association drafts and signs a country plan."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_plan,
)
PARTNERSHIP = Kind(
    key="partnerships.partnership",
    label=gettext_lazy("Partnerships"),
    sentence=gettext_lazy("You speak for a partner, or coordinate the partnership."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_partnership,
)


def _record(person: Any, notice: Notice) -> Wording:
    """Of risks a mail tells this and a link, whatever happened (2C)."""
    path = reverse("risk", args=[notice.words["risk"]])
    return Wording(subject=_("A record needs your attention"), text="", path=path)


RECORD = Kind(
    key="partnerships.record",
    label=gettext_lazy("Records"),
    sentence=gettext_lazy("You coordinate a partnership, or are named as a reader of a record."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_record,
)
KINDS = (PLAN, PARTNERSHIP, RECORD)
