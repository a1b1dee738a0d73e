from .certificate import Certificate
from .course import Course, Edition
from .duty import ColleagueSession, Duty, Evidence, Waiver
from .event import Event, WayIn
from .follow_up import Asked, FollowUp
from .merge import Merge, Resemblance
from .name_key import NameKey
from .participation import AgeBand, Participation, Role, Sex

__all__ = [
    "AgeBand",
    "Asked",
    "Certificate",
    "ColleagueSession",
    "Course",
    "Duty",
    "Edition",
    "Event",
    "Evidence",
    "FollowUp",
    "Merge",
    "NameKey",
    "Participation",
    "Resemblance",
    "Role",
    "Sex",
    "Waiver",
    "WayIn",
]
