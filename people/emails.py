"""The one way mail leaves the site; the room of notices takes it over later.

A mail is a row of the task queue, written in the transaction that causes it and sent by the worker,
so that none is lost or sent for something that did not happen. Plain text, one recipient each.
"""

import datetime
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.lines import one_line
from people.models import Letter, Organisation, Person
from people.querysets import who_answers
from people.tasks import LONGEST_NAME, deliver

QUESTION = "question"
QUESTIONS_A_DAY = 20


class NobodyAnswers(Exception):
    """No person with an address answers for this, not even an editor of the programme."""


def questions_left(person: Person) -> int:
    """How many questions `person` may still send within a day of the first."""
    since = timezone.now() - datetime.timedelta(days=1)
    sent = Letter.objects.filter(by=person, form=QUESTION, sent_at__gte=since).count()
    return max(QUESTIONS_A_DAY - sent, 0)


def send_to_contact(
    *,
    by: Person,
    about: Page,
    question: str,
    post: str,
    organisation: Organisation | None,
    person: Person | None,
) -> None:
    """Have a question reach who holds the post, else the person, else the editors.

    `by` is who asks: replies go to their address. The address of the contact is never shown. Call
    it inside a transaction. Raises NobodyAnswers where there is no one to write to.
    """
    recipients = who_answers(post=post, organisation=organisation, person=person)
    if not recipients:
        raise NobodyAnswers
    Letter.objects.create(by=by, form=QUESTION)
    for recipient in recipients:
        deliver_question(recipient=recipient, by=by, about=about, question=question)


def deliver_question(*, recipient: Person, by: Person, about: Page, question: str) -> None:
    """Put the mail for one recipient into the queue, in their language."""
    with translation.override(recipient.language):
        subject = _("A question about “%(title)s”")
        text = _(
            "%(name)s asks you this through Peerhall. Reply to this mail to answer directly.\n\n"
            "%(question)s\n\n"
            "It is about: %(title)s\n%(address)s"
        )
        elsewhere = _("a text you answer for")
    send(
        recipient,
        subject=subject,
        text=text,
        words={"name": one_line(by.name, LONGEST_NAME), "question": question},
        about=about,
        title_if_closed=elsewhere,
        reply_to=by,
    )


def send(
    recipient: Person,
    *,
    subject: str,
    text: str,
    words: dict[str, str] | None = None,
    about: Page | None = None,
    title_if_closed: str = "",
    reply_to: Person | None = None,
) -> None:
    """Queue one mail. `subject` and `text` are patterns of `%` over `words`.

    With `about`, `%(title)s` and `%(address)s` are filled in when the mail is sent, and only where
    the recipient may read the page at that moment (safeguards 2C).
    """
    deliver.enqueue(
        recipient_id=recipient.pk,
        subject=subject,
        text=text,
        words=words or {},
        about_id=about.pk if about is not None else None,
        title_if_closed=title_if_closed,
        reply_to_id=reply_to.pk if reply_to is not None else None,
        # With a domain given, or the name of this machine is looked up, which may take seconds.
        message_id=make_msgid(domain=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname),
    )
