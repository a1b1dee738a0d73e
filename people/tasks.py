"""Work of this room that the worker does: sending mail."""

import datetime
import smtplib
import textwrap
from email.headerregistry import Address

from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from pages.addresses import absolute
from pages.lines import one_line
from pages.models import PageAddress
from pages.permissions import can_read
from people.models import Person
from people.querysets import reachable_persons

LONGEST_SUBJECT = 180
LONGEST_NAME = 150
# In signs: 998 bytes are allowed (RFC 5322), and a sign takes up to four.
LONGEST_LINE = 240
# Minutes until the next attempt while the mail server is away (safeguards, faults and recovery).
PAUSES = (1, 5, 30, 120, 720)


@task()
def deliver(
    *,
    recipient_id: int,
    subject: str,
    text: str,
    words: dict[str, str],
    about_id: int | None,
    title_if_closed: str,
    reply_to_id: int | None,
    message_id: str,
    attempt: int = 0,
) -> None:
    """Send one mail to one person; a server that is away is asked again, a refusal is kept.

    Patterns and words are as in `people.emails.send`. A worker killed between the server's thanks
    and its own note of them sends twice, under one `message_id`, by which readers' programs know.
    """
    recipient = reachable_persons().filter(pk=recipient_id).first()
    if recipient is None:
        return
    title, address = _what_it_is_about(recipient, about_id, title_if_closed)
    fields = {**words, "title": title, "address": address}
    mail = EmailMessage(
        subject=one_line(subject % fields, LONGEST_SUBJECT),
        body=_wrapped(text % fields),
        to=[str(recipient.email)],
        reply_to=_reply_to(reply_to_id),
        headers={"Message-ID": message_id},
    )
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        if _is_final(error) or attempt >= len(PAUSES):
            raise
        later = timezone.now() + datetime.timedelta(minutes=PAUSES[attempt])
        deliver.using(run_after=later).enqueue(
            recipient_id=recipient_id,
            subject=subject,
            text=text,
            words=words,
            about_id=about_id,
            title_if_closed=title_if_closed,
            reply_to_id=reply_to_id,
            message_id=message_id,
            attempt=attempt + 1,
        )


def _what_it_is_about(
    recipient: Person, about_id: int | None, title_if_closed: str
) -> tuple[str, str]:
    page = Page.objects.filter(pk=about_id).first()
    if page is None or not can_read(recipient, page):
        return title_if_closed, ""
    path = PageAddress.objects.values_list("address", flat=True).get(page=page)
    return one_line(page.title, LONGEST_SUBJECT), absolute(path)


def _wrapped(text: str) -> str:
    """No line too long for a mail: it would be written in three bytes for one. Addresses stay."""
    return "\n".join(
        line if "://" in line else textwrap.fill(line, LONGEST_LINE, break_on_hyphens=False)
        for line in text.splitlines()
    )


def _reply_to(person_id: int | None) -> list[str]:
    person = reachable_persons().filter(pk=person_id or 0).first()
    if person is None:
        return []
    name = one_line(person.name, LONGEST_NAME)
    return [str(Address(display_name=name, addr_spec=str(person.email)))]


def _is_final(error: Exception) -> bool:
    """Whether the server has said no for good (5xx), rather than been away."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
