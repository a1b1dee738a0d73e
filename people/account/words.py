"""A browser and a moment in a few words, for the pages and mails of an account."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Person

# The first that is found: later ones also stand in what earlier ones say.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_in_words(user_agent: str) -> str:
    """E.g. `Firefox on Android`, as far as a browser tells; it is not to be relied on."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown browser")


def moment_in_words(at: datetime.datetime, person: Person) -> str:
    """E.g. `5 October 2026, 14:05 (Africa/Lusaka)`, as the clock of this person shows it."""
    local = timezone.localtime(at, ZoneInfo(person.time_zone))
    day, clock = date_format(local, "DATE_FORMAT"), date_format(local, "H:i")
    return f"{day}, {clock} ({person.time_zone})"
