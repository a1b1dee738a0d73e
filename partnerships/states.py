"""The states of everything that moves in this room, and who may make each move, as data.

site/states.md is drawn from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move: in a plan the programme and its associations, in a partnership who
    coordinates it and its partners.
    """

    PROGRAMME = "programme", pgettext_lazy("country plan", "the programme")
    KEEPER = "keeper", pgettext_lazy("partnership", "who coordinates it")
    PARTNER = "partner", pgettext_lazy("partnership", "a partner")
    ASSOCIATION = "association", pgettext_lazy("country plan", "an association of the plan")
    SITE = "site", pgettext_lazy("country plan", "the site")


class CallParty(models.TextChoices):
    """Who makes a move of a call or an application. Who speaks for an applicant is that alone."""

    APPLICANT = "applicant", pgettext_lazy("call", "an applicant")
    PROGRAMME = "programme", pgettext_lazy("call", "the programme")
    ASSOCIATION = "association", pgettext_lazy("call", "the association that is asked")
    ASSESSOR = "assessor", pgettext_lazy("call", "an assessor")
    SITE = "site", pgettext_lazy("call", "the site")


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("country plan", "A draft")
    SIGNING = "signing", pgettext_lazy("country plan", "To be signed")
    AGREED = "agreed", pgettext_lazy("country plan", "Agreed")
    CLOSED = "closed", pgettext_lazy("country plan", "Closed")


class ContractState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("contract", "A draft")
    SIGNING = "signing", pgettext_lazy("contract", "To be signed")
    SIGNED = "signed", pgettext_lazy("contract", "Signed")
    REPLACED = "replaced", pgettext_lazy("contract", "Replaced by an amendment")


class FigureState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("figure", "A draft")
    PENDING = "pending", pgettext_lazy("figure", "To be approved")
    RETURNED = "returned", pgettext_lazy("figure", "Returned")
    APPROVED = "approved", pgettext_lazy("figure", "Approved")


class ReportState(models.TextChoices):
    DUE = "due", pgettext_lazy("report", "Due")
    HANDED_IN = "handed", pgettext_lazy("report", "Handed in")
    RETURNED = "returned", pgettext_lazy("report", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("report", "Accepted")


class CallState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("call", "A draft")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", pgettext_lazy("call", "Closed")


class ApplicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("application to a call", "A draft")
    SUBMITTED = "submitted", pgettext_lazy("application to a call", "Sent in")
    SCREENED = "screened", pgettext_lazy("application to a call", "Screened")
    HEARD = "heard", pgettext_lazy("application to a call", "Being reviewed")
    REVIEWED = "reviewed", pgettext_lazy("application to a call", "To be decided")
    ACCEPTED = "accepted", pgettext_lazy("application to a call", "Accepted")
    DECLINED = "declined", pgettext_lazy("application to a call", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application to a call", "Withdrawn")


class RiskParty(models.TextChoices):
    """Who writes a risk: its coordinators and named readers; of what is confidential the latter."""

    WRITER = "writer", pgettext_lazy("risk", "who writes it")
    SITE = "site", pgettext_lazy("risk", "the site")


class RiskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("risk", "Open")
    MITIGATED = "mitigated", pgettext_lazy("risk", "Mitigated")
    ACCEPTED = "accepted", pgettext_lazy("risk", "Accepted")
    CLOSED = "closed", pgettext_lazy("risk", "Closed")


_P = PlanState
WRITE = move("write", set(), _P.DRAFT, {Party.PROGRAMME})
# A version is kept: what is signed is what was read.
OFFER = move("offer for signing", {_P.DRAFT}, _P.SIGNING, {Party.PROGRAMME})
SIGN = move("sign", {_P.SIGNING}, _P.SIGNING, {Party.ASSOCIATION})
# In the transaction of the last signature.
AGREE = move("agree", {_P.SIGNING}, _P.AGREED, {Party.SITE})
# What was signed stays as it was; the next version begins unsigned.
REOPEN = move("draft anew", {_P.SIGNING, _P.AGREED}, _P.DRAFT, {Party.PROGRAMME})
CLOSE = move("close", {_P.AGREED}, _P.CLOSED, {Party.PROGRAMME})

_S = ContractState
_KEEPER, _PARTNER = {Party.KEEPER}, {Party.PARTNER}
DRAW_UP = move("draw up", set(), _S.DRAFT, _KEEPER)
OFFER_CONTRACT = move("offer for signing", {_S.DRAFT}, _S.SIGNING, _KEEPER)
TAKE_BACK = move("take back", {_S.SIGNING}, _S.DRAFT, _KEEPER)
SIGN_CONTRACT = move("sign", {_S.SIGNING}, _S.SIGNING, _PARTNER)
# In the transaction of the last signature.
CONCLUDE = move("conclude", {_S.SIGNING}, _S.SIGNED, {Party.SITE})
# In the transaction in which its amendment is concluded.
REPLACE = move("replace", {_S.SIGNED}, _S.REPLACED, {Party.SITE})

_F = FigureState
_PROGRAMME = {Party.PROGRAMME}
WRITE_FIGURE = move("write", set(), _F.DRAFT, _KEEPER)
HAND_IN = move("hand in", {_F.DRAFT, _F.RETURNED}, _F.PENDING, _KEEPER)
RETURN = move("return", {_F.PENDING}, _F.RETURNED, _PROGRAMME)
# Not by who wrote it: a second person looks at each figure.
APPROVE = move("approve", {_F.PENDING}, _F.APPROVED, _PROGRAMME)

_RS = ReportState
# By the site in the transaction in which a paper is signed by all.
ASK_FOR_REPORT = move("ask for", set(), _RS.DUE, {Party.KEEPER, Party.SITE})
HAND_REPORT_IN = move("hand in", {_RS.DUE, _RS.RETURNED}, _RS.HANDED_IN, _PARTNER)
SEND_REPORT_BACK = move("send back", {_RS.HANDED_IN}, _RS.RETURNED, _KEEPER)
# Not by who handed it in.
ACCEPT_REPORT = move("accept", {_RS.HANDED_IN}, _RS.ACCEPTED, _KEEPER)

_C, _KEEPS = CallState, {CallParty.PROGRAMME}
WRITE_CALL = move("write", set(), _C.DRAFT, _KEEPS)
OPEN_CALL = move("open", {_C.DRAFT}, _C.OPEN, _KEEPS)
# By the site when its time has come.
CLOSE_CALL = move("close", {_C.OPEN}, _C.CLOSED, {*_KEEPS, CallParty.SITE})

_A = ApplicationState
_UNDER_WAY = {_A.SUBMITTED, _A.SCREENED, _A.HEARD, _A.REVIEWED}
BEGIN = move("begin", set(), _A.DRAFT, {CallParty.APPLICANT})
# Once, complete, and while the call is open.
SUBMIT = move("send in", {_A.DRAFT}, _A.SUBMITTED, {CallParty.APPLICANT})
SCREEN = move("screen", {_A.SUBMITTED}, _A.SCREENED, _KEEPS)
# Where every association of the plan applies itself: there is none to ask.
SCREEN_UNHEARD = move("screen without an opinion", {_A.SUBMITTED}, _A.HEARD, _KEEPS)
GIVE_OPINION = move("give an opinion", {_A.SCREENED}, _A.HEARD, {CallParty.ASSOCIATION})
REVIEW = move("review", {_A.HEARD}, _A.HEARD, {CallParty.ASSESSOR})
# In the transaction of the second review.
FINISH_REVIEWS = move("finish the reviews", {_A.HEARD}, _A.REVIEWED, {CallParty.SITE})
ACCEPT = move("accept", {_A.REVIEWED}, _A.ACCEPTED, _KEEPS)
# Before the reviews are in only for what the checklist asks.
REFUSE = move("decline by the checklist", {_A.SUBMITTED}, _A.DECLINED, _KEEPS)
DECLINE = move("decline", {_A.REVIEWED}, _A.DECLINED, _KEEPS)
WITHDRAW = move("withdraw", _UNDER_WAY, _A.WITHDRAWN, {CallParty.APPLICANT})

_R, _WRITER = RiskState, {RiskParty.WRITER}
RAISE = move("raise", set(), _R.OPEN, {RiskParty.WRITER, RiskParty.SITE})
MITIGATE = move("mitigate", {_R.OPEN}, _R.MITIGATED, _WRITER)
ACCEPT_RISK = move("accept", {_R.OPEN}, _R.ACCEPTED, _WRITER)
CLOSE_RISK = move("close", {_R.MITIGATED, _R.ACCEPTED}, _R.CLOSED, _WRITER)
OPEN_AGAIN = move("open again", {_R.MITIGATED, _R.ACCEPTED, _R.CLOSED}, _R.OPEN, _WRITER)
# What a writer may do with a risk that is there, in the order of its buttons.
RISK_MOVES = (MITIGATE, ACCEPT_RISK, CLOSE_RISK, OPEN_AGAIN)

TABLES: dict[str, Table] = {
    "country plan": (PlanState, (WRITE, OFFER, SIGN, AGREE, REOPEN, CLOSE)),
    "contract": (
        ContractState,
        (DRAW_UP, OFFER_CONTRACT, TAKE_BACK, SIGN_CONTRACT, CONCLUDE, REPLACE),
    ),
    "figure": (FigureState, (WRITE_FIGURE, HAND_IN, RETURN, APPROVE)),
    "report": (
        ReportState,
        (ASK_FOR_REPORT, HAND_REPORT_IN, SEND_REPORT_BACK, ACCEPT_REPORT),
    ),
    "call": (CallState, (WRITE_CALL, OPEN_CALL, CLOSE_CALL)),
    "application to a call": (
        ApplicationState,
        (
            *(BEGIN, SUBMIT, SCREEN, SCREEN_UNHEARD, REFUSE, GIVE_OPINION, REVIEW, FINISH_REVIEWS),
            *(ACCEPT, DECLINE, WITHDRAW),
        ),
    ),
    "risk": (RiskState, (RAISE, *RISK_MOVES)),
}
UNDER_WAY = tuple(str(one.value) for one in _UNDER_WAY)
