"""How a station is written in a table."""

from django import template

from pages.countries import country_name
from pages.languages import listed
from pages.registries import Station

register = template.Library()
MOST = 50


@register.filter
def most(stations: list[Station]) -> list[Station]:
    """As many as find room on a page."""
    return stations[:MOST]


@register.filter
def beside(station: Station) -> str:
    """What stands beside its title, e.g. `generation 2, Zambia`."""
    country = country_name(station.country) if station.country else ""
    return listed([station.note, country])
