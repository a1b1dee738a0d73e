"""Mails made of notices: one at once, or a digest that says why each item is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices.kinds import CalendarPart, Frequency, Kind, Wording, kind_of, kinds
from notices.models import Mail, Notice, Preference
from notices.stopping import stop_address
from pages.addresses import absolute
from pages.languages import unmarked
from pages.lines import one_line

LONGEST_SUBJECT = 180
# Of an item's text in a digest, in signs; the whole of it is in the list.
LONGEST_SUMMARY = 300
# Of all items in bytes, which leaves room for why they are there and how to stop them.
LONGEST_DIGEST = 20_000


@dataclass(frozen=True)
class Words:
    """What a mail says, before it is brought into the form of a mail."""

    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None


def words_of_notices(mail: Mail) -> Words | None:
    """What the notices in this mail say now; None where the reader may be told none of them."""
    person = mail.person
    told = list(_still_to_tell(mail, person))
    if not told:
        return None
    if mail.form == Mail.Form.NOTICE:
        ((kind, notice),) = told
        return _of_one(person, kind, kind.write(person, notice))
    return _digest(person, told)


def _still_to_tell(mail: Mail, person: Any) -> Iterator[tuple[Kind, Notice]]:
    """Each notice with its kind, where the person still wants it and may still be told."""
    own = Preference.objects.filter(person=person, frequency=Frequency.NEVER)
    unwanted = set(own.values_list("kind", flat=True))
    for notice in mail.notices.with_what_it_is_about(person).order_by("pk"):
        kind = kind_of(notice.kind)
        if kind is None or (kind.key in unwanted and not kind.is_required):
            continue
        if kind.may_still(person, notice):
            yield kind, notice


def _of_one(person: Any, kind: Kind, wording: Wording) -> Words:
    parts = [wording.text, absolute(wording.path) if wording.path else ""]
    headers = {"Auto-Submitted": "auto-generated"}
    if not kind.is_required:
        stop = stop_address(person.pk, [kind.key])
        parts.append(
            _("Why you get this: %(sentence)s\nNo more mail of this kind: %(address)s")
            % {"sentence": kind.sentence, "address": stop}
        )
        headers |= _one_click(stop)
    text = "\n\n".join(filter(None, parts))
    return Words(wording.subject, text, headers, wording.calendar)


def _digest(person: Any, told: list[tuple[Kind, Notice]]) -> Words:
    order = {kind.key: place for place, kind in enumerate(kinds)}
    told = sorted(told, key=lambda pair: order[pair[0].key])
    shown, left_out = _fitting(person, told)
    parts = [
        _part(person, kind, [item for _kind, item in items])
        for kind, items in groupby(shown, key=lambda pair: pair[0])
    ]
    if left_out:
        more = ngettext(
            "%(count)d more stands in your list:", "%(count)d more stand in your list:", left_out
        )
        parts.append(f"{more % {'count': left_out}}\n{absolute(reverse('notices'))}")
    parts.append(
        _("How often mail reaches you, you decide here:\n%(address)s")
        % {"address": absolute(reverse("notice_preferences"))}
    )
    subject = ngettext("%(count)d thing to know", "%(count)d things to know", len(told))
    stop = stop_address(person.pk, dict.fromkeys(kind.key for kind, _notice in told))
    headers = {"Auto-Submitted": "auto-generated", **_one_click(stop)}
    return Words(subject % {"count": len(told)}, "\n\n".join(parts), headers)


def _fitting(person: Any, told: list[tuple[Kind, Notice]]) -> tuple[list[tuple[Kind, str]], int]:
    """The items that a mail has room for, and how many it has not."""
    shown: list[tuple[Kind, str]] = []
    room = LONGEST_DIGEST
    for kind, notice in told:
        item = _item(kind.write(person, notice))
        room -= len(item.encode())
        if room < 0:
            break
        shown.append((kind, item))
    return shown, len(told) - len(shown)


def _item(wording: Wording) -> str:
    lines = [f"- {one_line(unmarked(wording.subject), LONGEST_SUBJECT)}"]
    if wording.text:
        lines.append(f"  {one_line(unmarked(wording.text), LONGEST_SUMMARY)}")
    if wording.path:
        lines.append(f"  {absolute(wording.path)}")
    return "\n".join(lines)


def _part(person: Any, kind: Kind, items: list[str]) -> str:
    why = _("Why this is here: %(sentence)s") % {"sentence": kind.sentence}
    stop = _("No more mail of this kind: %(address)s") % {
        "address": stop_address(person.pk, [kind.key])
    }
    return "\n\n".join([f"{kind.label}\n{why}", *items, stop])


def _one_click(address: str) -> dict[str, str]:
    """What mail programs show as a button (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
