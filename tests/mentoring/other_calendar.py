"""Another reader of calendars than the library the site writes them with, by the RFCs alone.

It unfolds and parts content lines (RFC 5545, 3.1), and keeps entries as a calendar program does
that takes what is mailed to it (RFC 5546, 2.1.5): by UID, of two versions the higher SEQUENCE.
"""

import datetime
import re

_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,[^;:]*)?)*):(.*)', re.DOTALL
)
_ONCE = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "URL", "ORGANIZER"}


def read_calendar(text):
    """The events of one calendar, each a dict by the names of its properties."""
    assert text.endswith("\r\n"), "each line ends in CRLF"
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]
    events, method, event, inside = [], None, None, []
    for line in lines:
        found = _LINE.fullmatch(line)
        assert found, f"no content line: {line!r}"
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            inside.append(value)
            event = {} if value == "VEVENT" else event
        elif name == "END":
            assert inside.pop() == value
            if value == "VEVENT":
                events.append(event)
        elif inside == ["VCALENDAR"] and name == "METHOD":
            method = value
        elif inside == ["VCALENDAR", "VEVENT"]:
            _put(event, name, value)
    assert not inside
    for one in events:
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(one)
        one["METHOD"] = method
    return events


def _put(event, name, value):
    if name in _ONCE:
        assert name not in event, f"{name} stands twice"
        event[name] = _value(name, value)
    else:
        event.setdefault(name, []).append(value)


def _value(name, value):
    if name in ("DTSTAMP", "DTSTART", "DTEND"):
        return datetime.datetime.strptime(value.replace("Z", "+0000"), "%Y%m%dT%H%M%S%z")
    if name == "SEQUENCE":
        return int(value)
    if name == "SUMMARY":
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
    return value


class OtherCalendar:
    """What somebody's calendar program holds; `entries` by UID."""

    def __init__(self):
        self.entries = {}

    def take(self, text):
        for event in read_calendar(text):
            known = self.entries.get(event["UID"])
            if known is None or event["SEQUENCE"] >= known["SEQUENCE"]:
                self.entries[event["UID"]] = event
