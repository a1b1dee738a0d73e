from .api_token import ApiToken
from .appointment import Appointment
from .approval import SecondPersonTask
from .attempt import AttemptCount
from .audit import AuditEntry, NeverChanged
from .conversation import LONGEST_MESSAGE, Block, Conversation, Message, Participant
from .departure import Departure
from .documents import DocumentsPage
from .entry import SPACE_DEPTH
from .erasure import Erasure
from .event import EventPage, EventsPage
from .exceptional_opening import ExceptionalOpening
from .export import DataExport
from .feed import FeedAddress
from .grant import RoleGrant
from .group import ClosedGroup
from .invitation import Invitation
from .join_request import JoinRequest
from .mail_domain import MailDomain
from .news import NewsIndexPage, NewsPage
from .newsletter import Newsletter, NewsletterReach
from .newsletter_page import NewsletterPage
from .organisation import AssociationMembership, Organisation
from .person import Person
from .person_queryset import PersonQuerySet
from .private_token import PrivateToken
from .profile import SeenBy, SpokenLanguage
from .reading import CountedDay, ReadingCount
from .role import RoleGroup
from .sign_in import SignIn
from .space import AssociationPage, SpaceSettings

__all__ = [
    "LONGEST_MESSAGE",
    "SPACE_DEPTH",
    "ApiToken",
    "Appointment",
    "AssociationMembership",
    "AssociationPage",
    "AttemptCount",
    "AuditEntry",
    "Block",
    "ClosedGroup",
    "Conversation",
    "CountedDay",
    "DataExport",
    "Departure",
    "DocumentsPage",
    "Erasure",
    "EventPage",
    "EventsPage",
    "ExceptionalOpening",
    "FeedAddress",
    "Invitation",
    "JoinRequest",
    "MailDomain",
    "Message",
    "NeverChanged",
    "NewsIndexPage",
    "NewsPage",
    "Newsletter",
    "NewsletterPage",
    "NewsletterReach",
    "Organisation",
    "Participant",
    "Person",
    "PersonQuerySet",
    "PrivateToken",
    "ReadingCount",
    "RoleGrant",
    "RoleGroup",
    "SecondPersonTask",
    "SeenBy",
    "SignIn",
    "SpaceSettings",
    "SpokenLanguage",
]
