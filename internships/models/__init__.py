from .application import Application, Question
from .offer import HostOffer, Mode, WhoApplies
from .placement import (
    AgreementVersion,
    Check,
    LogEntry,
    Moment,
    Placement,
    Problem,
    Rating,
    Report,
    Side,
)

__all__ = [
    "AgreementVersion",
    "Application",
    "Check",
    "HostOffer",
    "LogEntry",
    "Mode",
    "Moment",
    "Placement",
    "Problem",
    "Question",
    "Rating",
    "Report",
    "Side",
    "WhoApplies",
]
