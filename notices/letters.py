"""What a mail says, written when it is sent: in the reader's language, by their rights of then."""

import textwrap
from email.headerregistry import Address

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import translation

from notices.bundles import LONGEST_SUBJECT, Words, words_of_notices
from notices.models import Mail
from pages.addresses import absolute
from pages.languages import unmarked
from pages.lines import one_line
from pages.models import PageAddress
from pages.permissions import can_read

LONGEST_NAME = 150
# In signs: 998 bytes are allowed (RFC 5322), and a sign takes up to four.
LONGEST_LINE = 240
# In bytes: the head has the rest of thirty kilobytes (safeguards X13).
LONGEST_TEXT = 27_000


def letter_for(mail: Mail) -> EmailMessage | None:
    """The mail as it is to be sent now; None where nobody may get it, or nothing is left to say."""
    person = mail.person
    if person is not None and not person.is_active:
        return None
    to = mail.address or getattr(person, "email", None)
    if not to:
        return None
    with translation.override(settings.LANGUAGE_CODE if person is None else person.language):
        words = _own_words(mail) if mail.form == Mail.Form.LETTER else words_of_notices(mail)
    if words is None:
        return None
    letter = EmailMultiAlternatives(
        subject=one_line(unmarked(words.subject), LONGEST_SUBJECT),
        body=_within_a_mail(words.text),
        to=[to],
        reply_to=_reply_to(mail),
        headers={"Message-ID": mail.message_id, **words.headers},
    )
    if words.calendar is not None:
        # Calendar programs look for another form of the text and read the method off its type.
        letter.attach_alternative(
            words.calendar.text, f"text/calendar; method={words.calendar.method}"
        )
    return letter


def _own_words(mail: Mail) -> Words:
    if mail.words is None:
        return Words(mail.subject, mail.text)
    title, address = _what_it_is_about(mail)
    fields = {**mail.words, "title": title, "address": address}
    return Words(mail.subject % fields, mail.text % fields)


def _what_it_is_about(mail: Mail) -> tuple[str, str]:
    """Title and address of the page, where the reader may read it now."""
    page = mail.about
    if page is None or not can_read(mail.person, page):
        return mail.title_if_closed, ""
    path = PageAddress.objects.values_list("address", flat=True).get(page=page)
    return one_line(page.title, LONGEST_SUBJECT), absolute(path)


def _within_a_mail(text: str) -> str:
    """No line too long for a mail, where it would be written in three bytes for one, and no text
    too long for a slow line. Addresses stay whole.
    """
    lines = [
        line if "://" in line else textwrap.fill(line, LONGEST_LINE, break_on_hyphens=False)
        for line in text.splitlines()
    ]
    whole = "\n".join(lines)
    if len(whole.encode()) <= LONGEST_TEXT:
        return whole
    return whole.encode()[:LONGEST_TEXT].decode(errors="ignore") + "…"


def _reply_to(mail: Mail) -> list[str]:
    """Where replies go: an address, or that of a person while they are active.

    With REPLY_DOMAIN, a reply to a notice goes to an address that tells which mail it answers.
    """
    if settings.REPLY_DOMAIN and mail.form != Mail.Form.LETTER:
        token = mail.message_id.strip("<>").partition("@")[0]
        return [f"reply+{token}@{settings.REPLY_DOMAIN}"]
    if mail.reply_to:
        return [one_line(mail.reply_to, LONGEST_LINE)]
    person = mail.reply_to_person
    if person is not None and person.is_active and person.email:
        name = one_line(person.name, LONGEST_NAME)
        return [str(Address(display_name=name, addr_spec=str(person.email)))]
    return []
