"""What is told of reports of what was tried. The text is named to who may read it when it is told;
who reported and what they wrote is for the page (2C).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.models import TriedReport
from learning.trying.permissions import waiting_for_decision
from notices.kinds import Frequency, Kind, Wording, may_read_about
from notices.models import Notice
from notices.querysets import is_readable
from pages.languages import apart


def _path(notice: Notice) -> str:
    return reverse("tried_report", args=[notice.words["report"]])


def _title(notice: Notice) -> str:
    page: Any = notice.about
    return apart(str(page.title))


def _waits(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("A “We tried this” report waits for you"),
        text=_(
            "One of your members reports how it went with “%(title)s”. Confirm the report, or send"
            " it back with a reason."
        )
        % {"title": _title(notice)},
        path=_path(notice),
    )


def _decided(person: Any, notice: Notice) -> Wording:
    words = {"title": _title(notice)}
    match notice.words["what"]:
        case "confirmed":
            subject = _("Your report now appears with “%(title)s”") % words
            text = _("Your association has confirmed it. Others can now learn from it. Thank you.")
        case "hidden":
            subject = _("Your report on “%(title)s” is hidden") % words
            text = _("An editor has hidden it, and says why.")
        case _sent_back:
            subject = _("Your report on “%(title)s” came back") % words
            text = _(
                "Your association asks you for something. Read what it is, and send the report"
                " again."
            )
    return Wording(subject=subject, text=text, path=_path(notice))


def _stands(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Somebody has tried “%(title)s”") % {"title": _title(notice)},
        text=_("You answer questions about this text. Read how it went."),
        path=_path(notice),
    )


def _kind(key: str, label: Any, sentence: Any, known_to: Callable[[Any], Any], **more: Any) -> Kind:
    """A kind about reports that `known_to` gives for a person; asked again whenever it is told,
    once for each page or mail: the person object lives no longer than that.
    """
    kept = f"_reports_of_{key}"

    def known(person: Any) -> list[str]:
        found: list[str] | None = getattr(person, kept, None)
        if found is None:
            told = Notice.objects.filter(person=person, kind=key)
            numbers = [words.get("report", "") for words in told.values_list("words", flat=True)]
            rows = known_to(person).filter(pk__in=numbers)
            found = [str(pk) for pk in rows.values_list("pk", flat=True)]
            setattr(person, kept, found)
        return found

    return Kind(
        key=key,
        label=label,
        sentence=sentence,
        may_still=lambda person, notice: (
            notice.words.get("report", "") in known(person) and may_read_about(person, notice)
        ),
        in_query=lambda person: is_readable(person) & Q(words__report__in=known(person)),
        **more,
    )


TRIED_WAITS = _kind(
    "learning.tried-waits",
    gettext_lazy("“We tried this” reports to confirm"),
    gettext_lazy("You are an editor, and one of your members reports what it tried."),
    waiting_for_decision,
    default=Frequency.AT_ONCE,
    write=_waits,
)
TRIED_DECIDED = _kind(
    "learning.tried-decided",
    gettext_lazy("Your reports of what you tried"),
    gettext_lazy("You reported what you tried, and an editor has decided about it."),
    TriedReport.objects.visible_to,
    default=Frequency.AT_ONCE,
    write=_decided,
)
TRIED_STANDS = _kind(
    "learning.tried-stands",
    gettext_lazy("Your texts that others tried"),
    gettext_lazy("You answer questions about a text, and somebody reports that they tried it."),
    lambda person: TriedReport.objects.confirmed().visible_to(person),
    default=Frequency.DAILY,
    write=_stands,
)
KINDS = (TRIED_WAITS, TRIED_DECIDED, TRIED_STANDS)
