"""What everyone reads of figures: indicators that were opened, with what was approved alone.

One question for the partnership's page and for its file of IATI: who sees the one sees the other.
"""

from django.db.models import Prefetch, QuerySet

from partnerships.models import Figure, Indicator
from partnerships.states import FigureState


def open_indicators() -> QuerySet[Indicator]:
    """Those open to everyone, each with its approved figures as `approved`, the oldest first."""
    approved = Figure.objects.filter(state=FigureState.APPROVED).order_by("ends_on", "starts_on")
    opened = Indicator.objects.filter(is_public=True).order_by("title", "pk")
    return opened.prefetch_related(Prefetch("figures", approved, to_attr="approved"))


def with_open_indicators() -> Prefetch:
    """Puts them on partnerships as `open_indicators`."""
    return Prefetch("indicators", open_indicators(), to_attr="open_indicators")
