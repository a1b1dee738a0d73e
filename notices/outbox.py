"""Sends what waits in the outbox: each mail once, in each person's order, whoever fails when.

A mail is taken by moving the time at which it is due, which of many workers one can do; it is due
again when whoever took it was killed. While the server as a whole is away, one mail is tried at a
time, so that a worker is not kept by ten thousand.
"""

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from notices.letters import letter_for
from notices.models import Mail

logger = logging.getLogger(__name__)

# Until the next attempt (safeguards, faults and recovery); after the last one it is parked.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# Longer than a server can keep us with ten seconds for each answer (EMAIL_TIMEOUT).
LEASE = timedelta(seconds=90)
# One task sends for so long or so many; others wait behind it.
MOST_SECONDS = 20
MOST_MAILS = 200
BATCH = 50


def due() -> QuerySet[Mail]:
    """What may be sent now: of the mails to one addressee the oldest, once its time has come."""
    earlier = Mail.objects.filter(
        state=Mail.State.QUEUED, addressee=OuterRef("addressee"), pk__lt=OuterRef("pk")
    )
    queued = Mail.objects.filter(state=Mail.State.QUEUED, due_at__lte=timezone.now())
    return queued.filter(~Exists(earlier)).order_by("pk")


def sent_before(mail_id: int) -> QuerySet[Mail]:
    """What was sent, newest first, for the mailbox of the demo; from the newest on for id 0."""
    sent = Mail.objects.filter(state=Mail.State.SENT).order_by("-pk")
    return sent.filter(pk__lt=mail_id) if mail_id else sent


def send_due() -> bool:
    """Send what is due, for some seconds at most; whether more may be due."""
    until = time.monotonic() + MOST_SECONDS
    connection = get_connection()
    sent = 0
    try:
        while batch := list(due()[:BATCH]):
            for mail in batch:
                if sent >= MOST_MAILS or time.monotonic() > until:
                    return True
                if _take(mail):
                    sent += 1
                    if not _send(mail, connection):
                        return False
    finally:
        _close(connection)
    return False


def _take(mail: Mail) -> bool:
    """Whether the mail is ours to send: no other worker has taken it since it was read."""
    now = timezone.now()
    same = Mail.objects.filter(pk=mail.pk, state=Mail.State.QUEUED, due_at=mail.due_at)
    if mail.attempts > len(PAUSES):
        # Nobody who took it came back to say why.
        same.update(**_parked("each worker that sent it ended at it", now))
        logger.error("mail %s is parked: each worker that sent it ended at it", mail.pk)
        return False
    taken = same.update(due_at=now + LEASE, attempts=F("attempts") + 1)
    mail.attempts += 1
    return bool(taken)


def _send(mail: Mail, connection: BaseEmailBackend) -> bool:
    """Send what was taken and note how that went; False where the server as a whole is away."""
    try:
        letter = letter_for(mail)
    except Exception as error:  # a room's fault in one mail must not stop all others
        logger.exception("mail %s cannot be written", mail.pk)
        _put_off(mail, f"{type(error).__name__}: {error}")
        return True
    if letter is None:
        _settle(mail, state=Mail.State.DROPPED, settled_at=timezone.now())
        return True
    try:
        letter.connection = connection
        connection.open()
        letter.send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        _close(connection)
        return _note_failure(mail, error)
    _settle(
        mail,
        state=Mail.State.SENT,
        settled_at=timezone.now(),
        subject=letter.subject,
        text=letter.body,
        address=letter.to[0],
        words=None,
    )
    return True


def _note_failure(mail: Mail, error: Exception) -> bool:
    reason = f"{type(error).__name__}: {error}"
    if _is_final(error):
        _settle(mail, **_parked(reason, timezone.now()))
        logger.error("mail %s is parked: it is refused for good", mail.pk)
    else:
        _put_off(mail, reason)
    return isinstance(error, _ABOUT_ONE_MAIL)


# ValueError: an address or a header that cannot be written, which Django finds when it sends.
_ABOUT_ONE_MAIL = (
    ValueError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
)


def _is_final(error: Exception) -> bool:
    """Whether the server has said no to this mail for good (5xx), rather than been away."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _put_off(mail: Mail, reason: str) -> None:
    now = timezone.now()
    if mail.attempts > len(PAUSES):
        _settle(mail, **_parked(reason, now))
        logger.error("mail %s is parked after %d attempts", mail.pk, mail.attempts)
    else:
        _settle(mail, due_at=now + PAUSES[mail.attempts - 1], reason=reason)


def _parked(reason: str, now: datetime) -> dict[str, object]:
    return {"state": Mail.State.PARKED, "reason": reason, "settled_at": now}


def _settle(mail: Mail, **fields: object) -> None:
    Mail.objects.filter(pk=mail.pk, state=Mail.State.QUEUED).update(**fields)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("the mail server did not take leave")
