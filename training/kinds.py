"""What reaches a mailbox: that a training changed or begins soon, and questions months later.

A mail names the training, which all may know of, and nobody who takes part (2C).
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice


def _event(person: Any, notice: Notice) -> Wording:
    path = reverse("training", args=[notice.words["event"]])
    match notice.words["what"]:
        case "invited":
            return Wording(
                subject=_("You are invited to a training"),
                text=_("Read when and where it is, and say whether you come."),
                path=path,
            )
        case "moved":
            return Wording(
                subject=_("A training you come to has moved"),
                text=_("Read when and where it is now."),
                path=path,
            )
        case "cancelled":
            return Wording(subject=_("A training you come to is cancelled"), path=path)
    return Wording(
        subject=_("A training you come to begins soon"),
        text=_("Read when and where it is."),
        path=path,
    )


def _certificate(person: Any, notice: Notice) -> Wording:
    path = reverse("certificate", args=[notice.words["certificate"]])
    if notice.words["what"] == "revoked":
        return Wording(subject=_("A certificate of yours was revoked"), path=path)
    return Wording(
        subject=_("Your certificate is there"),
        text=_("You can read it, take it along as a PDF, and show that it is true."),
        path=path,
    )


def _follow_up(person: Any, notice: Notice) -> Wording:
    if notice.words["whom"] == "trainee":
        text = _("It takes a minute, and you need not sign in. Your answers help the next ones.")
        subject = _("A training of yours: do you use what you learnt?")
    else:
        text = _("Somebody you lead was at a training. It takes a minute; you need not sign in.")
        subject = _("A training of a colleague: is it of use?")
    return Wording(
        subject=subject,
        text=text,
        path=reverse("follow_up_by_mail", args=[notice.words["token"]]),
    )


EVENT = Kind(
    key="training.event",
    label=gettext_lazy("Trainings you come to"),
    sentence=gettext_lazy("You are invited to a training, or one you come to has changed."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_event,
)
CERTIFICATE = Kind(
    key="training.certificate",
    label=gettext_lazy("Certificates"),
    sentence=gettext_lazy("A certificate of yours is there, or was revoked."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_certificate,
)
FOLLOW_UP = Kind(
    key="training.follow-up",
    label=gettext_lazy("Questions after a training"),
    sentence=gettext_lazy("Three and six months after a training one is asked what came of it."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_follow_up,
)
KINDS = (EVENT, CERTIFICATE, FOLLOW_UP)
