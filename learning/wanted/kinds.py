"""What those who asked for a translation are told."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, may_read_about
from notices.models import Notice
from pages.languages import apart


def _there(person: Any, notice: Notice) -> Wording:
    page: Any = notice.about
    return Wording(
        subject=_("The translation you asked for is available: %(title)s")
        % {"title": apart(page.title)},
        path=page.our_address.address,
    )


TRANSLATION_THERE = Kind(
    key="learning.translation-there",
    label=gettext_lazy("Translations you asked for"),
    sentence=gettext_lazy("You asked for a text in a language, and it is published there."),
    default=Frequency.AT_ONCE,
    may_still=may_read_about,
    write=_there,
)
KINDS = (TRANSLATION_THERE,)
