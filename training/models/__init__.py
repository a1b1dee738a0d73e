from .certificate import Certificate
from .course import Course, Edition
from .event import Event, WayIn
from .follow_up import Asked, FollowUp
from .participation import AgeBand, Participation, Role, Sex

__all__ = [
    "AgeBand",
    "Asked",
    "Certificate",
    "Course",
    "Edition",
    "Event",
    "FollowUp",
    "Participation",
    "Role",
    "Sex",
    "WayIn",
]
