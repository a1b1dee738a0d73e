"""Time zones as people choose one: by region, those of the own country first."""

from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

REGIONS = {
    "Africa": _("Africa"),
    "America": _("Americas"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


@lru_cache(maxsize=1)
def zones_by_country() -> dict[str, list[str]]:
    """Names of zones by country code (ISO 3166-1), as the IANA table lists them: largest first."""
    found: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _place, name, *_note = line.split("\t")
            found.setdefault(country, []).append(name)
    return found


def zone_of(country: str) -> str:
    """The zone in which most of a country lives; UTC where no country is known."""
    return zones_by_country().get(country, ["UTC"])[0]


def zone_choices(country: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (name, label) for a select: the country's own where there are some, then regions.

    Labels are the town and today's distance from UTC, e.g. "Lusaka (UTC+02:00)".
    """
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    own = zones_by_country().get(country, [])
    if own:
        groups.append((str(_("Your country")), [(name, _label(name)) for name in own]))
    everywhere = {name for names in zones_by_country().values() for name in names} - set(own)
    for region, label in REGIONS.items():
        names = sorted(name for name in everywhere if name.startswith(f"{region}/"))
        if names:
            groups.append((str(label), [(name, _label(name)) for name in names]))
    groups.append((str(_("Elsewhere")), [("UTC", "UTC")]))
    return groups


def _label(name: str) -> str:
    offset = timezone.now().astimezone(ZoneInfo(name)).strftime("%z")
    town = name.partition("/")[2].replace("_", " ").replace("/", ", ")
    return f"{town} (UTC{offset[:3]}:{offset[3:]})"
