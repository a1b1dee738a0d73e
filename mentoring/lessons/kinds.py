"""What the other of a pair is told of a lesson: that it waits, and none of its words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice


def _write(person: Any, notice: Notice) -> Wording:
    path = reverse("lesson", args=[notice.words["pair"]])
    if notice.words["what"] == "begun":
        return Wording(
            subject=_("A draft has begun in the library"),
            text=_("Both of you have agreed to its words. Go on with it, and send it in."),
            path=path,
        )
    return Wording(
        subject=_("A lesson waits for your reading"),
        text=_("Nothing of it is seen by others before you agree to it."),
        path=path,
    )


LESSON = Kind(
    key="mentoring.lesson",
    label=gettext_lazy("Lessons from coaching"),
    sentence=gettext_lazy("The two of you may let others learn from your coaching."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_write,
)
