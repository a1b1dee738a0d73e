from .benchmark import Benchmark, Participation, Publication
from .indicator import Assent, Direction, Indicator, IndicatorComment, IndicatorVersion, Shape
from .lesson import ImprovementAction, Outcome, PracticeNote
from .round import Round, Value, ValueKind

__all__ = [
    "Assent",
    "Benchmark",
    "Direction",
    "ImprovementAction",
    "Indicator",
    "IndicatorComment",
    "IndicatorVersion",
    "Outcome",
    "Participation",
    "PracticeNote",
    "Publication",
    "Round",
    "Shape",
    "Value",
    "ValueKind",
]
