"""Numbers in words of a reader: grouped as the language of the screen groups them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(value: int | Decimal | None) -> str:
    """E.g. `31,000`; empty where there is none."""
    return "" if value is None else str(number_format(value, force_grouping=True))
