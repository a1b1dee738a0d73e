"""How long notices and mails are kept (decision 0011)."""

from datetime import timedelta

from django.utils import timezone

from notices.models import Mail, Notice

NOTICE = timedelta(days=365)
# The words of what was sent, and of what was given up and somebody may look into.
SENT_WORDS = timedelta(days=14)
PARKED_WORDS = timedelta(days=90)


def forget() -> None:
    """Remove notices read long ago, the words of mails, and mails that no notice needs any more."""
    now = timezone.now()
    Notice.objects.filter(read_at__isnull=False, told_at__lt=now - NOTICE).delete()
    for states, kept in (
        ((Mail.State.SENT, Mail.State.DROPPED), SENT_WORDS),
        ((Mail.State.PARKED,), PARKED_WORDS),
    ):
        old = Mail.objects.filter(state__in=states, settled_at__lt=now - kept)
        old.filter(notices=None).delete()
        # A notice keeps its mail, or it would look as if it had never gone out.
        old.exclude(subject="", text="", address="", reason="").update(
            subject="", text="", address="", reason="", reply_to="", words=None
        )
