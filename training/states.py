"""The states of everything that moves in this room but the duty, and who may make each move.

Reviewed in decision 0023; site/states.md is drawn from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move. `SITE` is the worker."""

    KEEPER = "keeper", pgettext_lazy("training", "whoever keeps the training")
    PARTICIPANT = "participant", pgettext_lazy("training", "whoever takes part")
    SITE = "site", pgettext_lazy("training", "the site")


class EventState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("training event", "To come")
    HELD = "held", pgettext_lazy("training event", "Held")
    CANCELLED = "cancelled", pgettext_lazy("training event", "Cancelled")


class ParticipationState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("participation", "Invited")
    SIGNED_UP = "signed-up", pgettext_lazy("participation", "Signed up")
    ATTENDED = "attended", pgettext_lazy("participation", "Took part")
    ABSENT = "absent", pgettext_lazy("participation", "Did not come")
    WITHDRAWN = "withdrawn", pgettext_lazy("participation", "Withdrew")


class CertificateState(models.TextChoices):
    VALID = "valid", pgettext_lazy("certificate", "Valid")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")


_KEEPER, _OWN = {Party.KEEPER}, {Party.PARTICIPANT}

_E = EventState
PLAN = move("plan", set(), _E.PLANNED, _KEEPER)
# One that is past already.
ENTER = move("enter a past one", set(), _E.HELD, _KEEPER)
# Once it has begun.
HOLD = move("say that it was held", {_E.PLANNED}, _E.HELD, _KEEPER)
CANCEL = move("cancel", {_E.PLANNED}, _E.CANCELLED, _KEEPER)

_P = ParticipationState
INVITE = move("invite", set(), _P.INVITED, _KEEPER)
SIGN_UP = move("sign up", {_P.INVITED, _P.WITHDRAWN}, _P.SIGNED_UP, _OWN)
SIGN_UP_NEW = move("sign up for the first time", set(), _P.SIGNED_UP, _OWN)
WITHDRAW = move("withdraw", {_P.INVITED, _P.SIGNED_UP}, _P.WITHDRAWN, {*_OWN, Party.KEEPER})
LOG = move("enter", set(), _P.ATTENDED, _KEEPER)
ATTEND = move(
    "note as there", {_P.INVITED, _P.SIGNED_UP, _P.ABSENT, _P.WITHDRAWN}, _P.ATTENDED, _KEEPER
)
MISS = move("note as absent", {_P.INVITED, _P.SIGNED_UP, _P.ATTENDED}, _P.ABSENT, _KEEPER)

_C = CertificateState
ISSUE = move("issue", set(), _C.VALID, _KEEPER)
REVOKE = move("revoke", {_C.VALID}, _C.REVOKED, _KEEPER)

TABLES: dict[str, Table] = {
    "training event": (EventState, (PLAN, ENTER, HOLD, CANCEL)),
    "participation": (
        ParticipationState,
        (INVITE, SIGN_UP_NEW, SIGN_UP, WITHDRAW, LOG, ATTEND, MISS),
    ),
    "certificate": (CertificateState, (ISSUE, REVOKE)),
}
