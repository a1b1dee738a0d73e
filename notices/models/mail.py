"""One mail, from the moment somebody causes it until it has left the site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

# Lower case, since some servers fold the names of addresses. 134 bits.
_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


def line_of(person_id: int) -> str:
    """The `addressee` of mails to a person."""
    return f"person:{person_id}"


def new_message_id() -> str:
    """A name no other mail has; its first part is a secret between the site and the reader."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return f"<{get_random_string(26, _SIGNS)}@{host}>"


class Mail(models.Model):
    """A row of the outbox, written in the transaction of what caused it (decision 0011).

    To an address, or to whatever address `person` has when it is sent. A letter brings its words:
    with `words` (none is an empty dictionary) they are patterns of `%`. The mail of a notice and a
    digest are written from their notices when they are sent; only then their words stand here.
    """

    class Form(models.TextChoices):
        LETTER = "letter", _("Letter")
        NOTICE = "notice", _("One notice")
        DIGEST = "digest", _("Digest")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits")
        SENT = "sent", _("Sent")
        PARKED = "parked", _("Given up")
        DROPPED = "dropped", _("Not sent: nobody may get it any more")

    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    # Whoever has the same one stands in one line: what was written first is sent first.
    addressee = models.CharField(_("addressee"), max_length=260)
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(_("text"), blank=True)
    words = models.JSONField(_("words"), null=True, blank=True)
    about = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title_if_closed = models.TextField(_("what a closed page is called"), blank=True)
    reply_to = models.TextField(_("where replies go"), blank=True)
    reply_to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails_to_reply_to",
    )
    message_id = models.CharField(
        _("message id"), max_length=300, unique=True, default=new_message_id
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    settled_at = models.DateTimeField(_("sent or given up"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="", person__isnull=True), name="mail_has_somebody_to_go_to"
            ),
            models.CheckConstraint(
                condition=Q(state="queued", settled_at__isnull=True)
                | Q(state__in=["sent", "parked", "dropped"], settled_at__isnull=False),
                name="mail_waits_or_is_settled",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="mail_queued", condition=Q(state="queued")),
            models.Index(
                fields=["addressee", "id"], name="mail_in_line", condition=Q(state="queued")
            ),
            models.Index(fields=["state", "settled_at"], name="mail_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}, {self.state}"
