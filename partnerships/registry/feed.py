"""What was learnt lately in partnerships, for feed readers; what everyone may read, and no more."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.feeds import Entry, answer_with
from partnerships.registry.outputs import OutputLine


def feed_of(lines: Iterable[OutputLine]) -> HttpResponse:
    """An Atom feed of outputs, newest first."""
    return answer_with(
        _("Learnt in partnerships"),
        address=reverse("outputs_feed"),
        page=reverse("partnerships"),
        entries=map(_entry, lines),
    )


def _entry(line: OutputLine) -> Entry:
    return Entry(
        title=line.title,
        url=line.url,
        about=line.output.partnership.title,
        key=f"{line.url}#{line.output.pk}",
        begun_at=line.output.tied_at,
        changed_at=line.output.tied_at,
    )
