"""The states of an exceptional opening, and who may make each move, as data (decision 0031)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    ASKER = "asker", pgettext_lazy("exceptional opening", "whoever asked")
    SECOND = "second", pgettext_lazy("exceptional opening", "a second person")
    SITE = "site", pgettext_lazy("exceptional opening", "the site")


class OpeningState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("exceptional opening", "Waits for a second person")
    ALLOWED = "allowed", pgettext_lazy("exceptional opening", "Can be opened")
    REFUSED = "refused", pgettext_lazy("exceptional opening", "Refused")
    OVER = "over", pgettext_lazy("exceptional opening", "Over")


_S = OpeningState
ASK = move("ask for a second person", set(), _S.WAITING, {Party.ASKER})
# Where one person is enough.
ASK_ALONE = move("ask", set(), _S.ALLOWED, {Party.ASKER})
ALLOW = move("allow it", {_S.WAITING}, _S.ALLOWED, {Party.SECOND})
REFUSE = move("refuse it", {_S.WAITING}, _S.REFUSED, {Party.SECOND})
# Opening starts the hour and leaves it allowed.
OPEN = move("open the record", {_S.ALLOWED}, _S.ALLOWED, {Party.ASKER})
FINISH = move("finish", {_S.WAITING, _S.ALLOWED}, _S.OVER, {Party.ASKER, Party.SITE})

TABLES: dict[str, Table] = {
    "exceptional opening": (OpeningState, (ASK, ASK_ALONE, ALLOW, REFUSE, OPEN, FINISH)),
}
OPEN_STATES = (OpeningState.WAITING.value, OpeningState.ALLOWED.value)
