from .calendar_address import CalendarAddress
from .feedback import Feedback
from .lesson import Lesson
from .note import PrivateNote, SharedNote
from .offer import Offer, OfferLanguage, OfferQuerySet
from .pair import Goal, Pair, PairQuerySet
from .proposal import Proposal, ProposedTime
from .request import Request, RequestQuerySet
from .session import Answer, Booking, Session, SessionQuerySet
from .weight import Weight

__all__ = [
    "Answer",
    "Booking",
    "CalendarAddress",
    "Feedback",
    "Goal",
    "Lesson",
    "Offer",
    "OfferLanguage",
    "OfferQuerySet",
    "Pair",
    "PairQuerySet",
    "PrivateNote",
    "Proposal",
    "ProposedTime",
    "Request",
    "RequestQuerySet",
    "Session",
    "SessionQuerySet",
    "SharedNote",
    "Weight",
]
