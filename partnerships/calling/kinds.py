"""What reaches a mailbox about calls: the step, what comes next, and where; no titles, no names."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice

# Subject and text, by what has happened.
_STEPS: dict[str, tuple[Any, Any]] = {
    "received": (
        gettext_lazy("Your application to a call has been sent in"),
        gettext_lazy(
            "The programme goes through the checklist, an association says what it thinks, two "
            "assessors review it, and you read the decision with its reasons. You can withdraw "
            "it until then."
        ),
    ),
    "sent-in": (
        gettext_lazy("An application to a call waits to be screened"),
        gettext_lazy("Go through the checklist, and ask an association for its opinion."),
    ),
    "screened": (
        gettext_lazy("Your application has passed the checklist"),
        gettext_lazy("Next an association gives its opinion, and two assessors review it."),
    ),
    "to-hear": (
        gettext_lazy("Your association is asked for an opinion on an application"),
        gettext_lazy(
            "Say whether it fits the plan and benefits all members. Whoever has an interest in "
            "it says so, and gives no vote."
        ),
    ),
    "heard": (
        gettext_lazy("Your application is being reviewed"),
        gettext_lazy("Two assessors read it, each alone. Then the programme decides."),
    ),
    "to-name": (
        gettext_lazy("An association has given its opinion on an application"),
        gettext_lazy("Name two assessors, if you have not; their reviews come next."),
    ),
    "to-review": (
        gettext_lazy("An application waits for your review"),
        gettext_lazy("Give your scores and reasons. You read the other review once both are in."),
    ),
    "reviewed": (
        gettext_lazy("Both reviews of an application are in"),
        gettext_lazy("Read them, and decide with reasons."),
    ),
    "accepted": (
        gettext_lazy("Your application was accepted"),
        gettext_lazy("A partnership has been made from it. Read the reasons, and go on there."),
    ),
    "declined": (
        gettext_lazy("There is a decision about your application to a call"),
        gettext_lazy("Read it and its reasons on Peerhall."),
    ),
}
_WITHDRAWN = (gettext_lazy("An application to a call was withdrawn"), "")


def _application(person: Any, notice: Notice) -> Wording:
    subject, text = _STEPS.get(notice.words["what"], _WITHDRAWN)
    path = reverse("call_application", args=[notice.words["application"]])
    return Wording(subject=str(subject), text=str(text), path=path)


def _assessor(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("You assess applications to a call"),
        text=_("You are told when one waits for your review."),
        path=reverse("call", args=[notice.words["call"]]),
    )


APPLICATION = Kind(
    key="partnerships.application",
    label=gettext_lazy("Applications to calls"),
    sentence=gettext_lazy("You speak for an applicant, or say something about an application."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_application,
)
CALL_ASSESSOR = Kind(
    key="partnerships.call-assessor",
    label=gettext_lazy("Assessing calls"),
    sentence=gettext_lazy("You were named as an assessor of a call."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_assessor,
)
KINDS = (APPLICATION, CALL_ASSESSOR)
