from .appointment import Appointment
from .group import ClosedGroup
from .letter import Letter
from .organisation import AssociationMembership, Organisation
from .person import Person
from .role import RoleGroup

__all__ = [
    "Appointment",
    "AssociationMembership",
    "ClosedGroup",
    "Letter",
    "Organisation",
    "Person",
    "RoleGroup",
]
