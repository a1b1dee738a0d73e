"""The states of a report of what was tried and of its versions, as data (decision 0032).

site/states.md is drawn from `TABLES`. A report stands on its text with the version that was
confirmed last; another version may wait beside it.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move."""

    AUTHOR = "author", pgettext_lazy("report of what was tried", "author")
    MUNICIPALITY = "municipality", pgettext_lazy("report of what was tried", "municipality")
    ASSOCIATION = "association", pgettext_lazy("report of what was tried", "its association")
    OWNER = "owner", pgettext_lazy("report of what was tried", "editors of the text")


class ReportState(models.TextChoices):
    OPEN = "open", pgettext_lazy("report of what was tried", "Open")
    HIDDEN = "hidden", pgettext_lazy("report of what was tried", "Hidden")
    WITHDRAWN = "withdrawn", pgettext_lazy("report of what was tried", "Withdrawn")


class VersionState(models.TextChoices):
    FILED = "filed", pgettext_lazy("report of what was tried", "Not yet confirmed")
    SENT_BACK = "sent-back", pgettext_lazy("report of what was tried", "Sent back")
    CONFIRMED = "confirmed", pgettext_lazy("report of what was tried", "Confirmed")
    TAKEN_BACK = "taken-back", pgettext_lazy("report of what was tried", "Taken back")


_R = ReportState
BEGIN = move("begin", set(), _R.OPEN, {Party.MUNICIPALITY})
HIDE = move("hide", {_R.OPEN}, _R.HIDDEN, {Party.OWNER})
SHOW = move("show again", {_R.HIDDEN}, _R.OPEN, {Party.OWNER})
WITHDRAW = move("withdraw", {_R.OPEN, _R.HIDDEN}, _R.WITHDRAWN, {Party.AUTHOR, Party.MUNICIPALITY})

_V = VersionState
FILE = move("file", set(), _V.FILED, {Party.MUNICIPALITY})
CONFIRM = move("confirm", {_V.FILED}, _V.CONFIRMED, {Party.ASSOCIATION})
SEND_BACK = move("send back", {_V.FILED}, _V.SENT_BACK, {Party.ASSOCIATION})
AMEND = move("amend", {_V.SENT_BACK}, _V.FILED, {Party.AUTHOR, Party.MUNICIPALITY})
TAKE_BACK = move(
    "take back", {_V.FILED, _V.SENT_BACK}, _V.TAKEN_BACK, {Party.AUTHOR, Party.MUNICIPALITY}
)

TABLES: dict[str, Table] = {
    "report of what was tried": (ReportState, (BEGIN, HIDE, SHOW, WITHDRAW)),
    "version of a report": (VersionState, (FILE, CONFIRM, SEND_BACK, AMEND, TAKE_BACK)),
}
LIVE = (ReportState.OPEN.value, ReportState.HIDDEN.value)
WAITING = (VersionState.FILED.value, VersionState.SENT_BACK.value)
