from .certificate import Certificate
from .course import Course, Edition
from .duty import ColleagueSession, Duty, Evidence, Waiver
from .event import Event, WayIn
from .follow_up import Asked, FollowUp
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
    "Participation",
    "Role",
    "Sex",
    "Waiver",
    "WayIn",
]
