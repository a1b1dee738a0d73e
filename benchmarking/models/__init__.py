from .benchmark import Benchmark, Participation, Publication
from .indicator import Assent, Direction, Indicator, IndicatorComment, IndicatorVersion, Shape
from .lesson import ImprovementAction, PracticeNote
from .round import Round, Value, ValueKind

__all__ = [
    "Assent",
    "Benchmark",
    "Direction",
    "ImprovementAction",
    "Indicator",
    "IndicatorComment",
    "IndicatorVersion",
    "Participation",
    "PracticeNote",
    "Publication",
    "Round",
    "Shape",
    "Value",
    "ValueKind",
]
