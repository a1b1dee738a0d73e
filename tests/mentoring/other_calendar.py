"""What a calendar program makes of an entry: read by vobject, another library than writes them."""

import vobject


def read_calendar(text):
    """The events of one calendar, each a dict by the names of its properties."""
    calendar = vobject.readOne(text)
    calendar.validate()
    return [_read(event, calendar.method.value) for event in calendar.vevent_list]


def _read(event, method):
    entry = {name.upper(): lines[0].value for name, lines in event.contents.items()}
    entry["METHOD"] = method
    entry["SEQUENCE"] = int(entry["SEQUENCE"])
    if "attendee" in event.contents:
        entry["ATTENDEE"] = [line.value for line in event.contents["attendee"]]
    return entry


class OtherCalendar:
    """Takes what is mailed to it (RFC 5546, 2.1.5): by UID, of two versions the higher SEQUENCE."""

    def __init__(self):
        self.entries = {}

    def take(self, text):
        for entry in read_calendar(text):
            known = self.entries.get(entry["UID"])
            if known is None or entry["SEQUENCE"] >= known["SEQUENCE"]:
                self.entries[entry["UID"]] = entry
