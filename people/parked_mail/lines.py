"""Parked mails in words: no address, no name and no word of the mail itself is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from notices.models import Mail
from pages.lines import one_line

LONGEST_REASON = 300
# A refusal as smtplib writes it down: `(550, b'5.1.1 unknown')`.
_ANSWER = re.compile(r"""\((\d{3}), b(['"])(.*?)\2""")
_ADDRESS = re.compile(r"[^\s<>'\"(),:;@]+@[^\s<>'\"(),:;@]+")


@dataclass(frozen=True)
class Line:
    """One parked mail: to what kind of address, why it did not leave, and since when."""

    pk: int
    address: str
    whose: str
    form: str
    reason: str
    since: datetime | None


def lines_of(mails: Iterable[Mail]) -> list[Line]:
    """A line for each of `mails`, in the language of the screen."""
    return [
        Line(
            pk=mail.pk,
            address=masked(mail.address or (mail.person.email if mail.person else "") or ""),
            whose=_("the address of an account") if mail.person_id else _("an address alone"),
            form=str(mail.get_form_display()),
            reason=reason_of(mail),
            since=mail.settled_at,
        )
        for mail in mails
    ]


def masked(address: str) -> str:
    """`o…@towns.example`: the server that refuses is told, the person is not."""
    name, at, domain = address.rpartition("@")
    first = name[:1] if len(name) > 1 else ""
    return one_line(f"{first}…{at}{domain}", LONGEST_REASON)


def reason_of(mail: Mail) -> str:
    """What the mail server said, its addresses masked; of a fault of the site its name alone, for
    its words may quote the mail.
    """
    name, colon, _words = mail.reason.partition(": ")
    if colon and not name.startswith("SMTP"):
        return one_line(name, LONGEST_REASON)
    answer = _ANSWER.search(mail.reason)
    said = f"{answer[1]} {answer[3]}" if answer else mail.reason
    return one_line(_ADDRESS.sub(lambda found: masked(found[0]), said), LONGEST_REASON)
