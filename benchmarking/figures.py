"""How figures are written on a screen."""

from decimal import Decimal

from django.utils.formats import number_format

PERCENT = "%"


def shown_number(figure: Decimal) -> str:
    """By the habits of the language, with as few digits as tell it apart."""
    places = 0 if abs(figure) >= 1000 else 1 if abs(figure) >= 10 else 2
    rounded = round(figure, places)
    whole = rounded == rounded.to_integral_value()
    return str(number_format(rounded, 0 if whole else places, force_grouping=True))


def shown_figure(figure: Decimal, unit: str) -> str:
    """E.g. `91.5 %`, with a space that does not break."""
    return f"{shown_number(figure)}\u00a0{unit}" if unit else shown_number(figure)
