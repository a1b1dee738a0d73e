"""Who wrote what to whom, inside the site."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation

LONGEST_MESSAGE = 5_000


class Conversation(models.Model):
    """Messages between two persons, or between one and who answers for a post or a text.

    `pair` is the two numbers of a conversation between two persons, which is one for ever; empty
    where somebody wrote to the contact of an `organisation`, under the name of a `post`, or about a
    text. The number in the address is random (safeguards 2C).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.CharField(max_length=50, unique=True, null=True, editable=False)
    post = models.CharField(_("post"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="conversations"
    )
    about = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    last_message_at = models.DateTimeField(_("last message"), default=timezone.now)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(fields=["-last_message_at", "id"], name="conversation_newest_first")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Participant(models.Model):
    """Somebody in a conversation. Whoever has left reads what was said, and is sent nothing more.

    `last_read_at` moves when its holder replies or says that all is read, never by looking: a GET
    writes nothing.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    last_read_at = models.DateTimeField(_("read until"), null=True, blank=True)
    left_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant of a conversation")
        verbose_name_plural = _("participants of conversations")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="participant_once_in_a_conversation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.conversation_id}"


class Message(models.Model):
    """Plain text. `key` is the form's own, so that one form sent twice is one message (C07)."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="messages_sent",
    )
    text = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="message_once_per_form"),
            models.CheckConstraint(condition=~Q(text=""), name="message_has_words"),
        ]
        indexes = [models.Index(fields=["conversation", "sent_at"], name="message_in_order")]

    def __str__(self) -> str:
        return f"{self.by_id}, {self.sent_at:%Y-%m-%d}"


class Block(models.Model):
    """`by` is sent nothing by `person`, and does not write to them; `person` is not told."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocked_by"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked persons")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="person_blocked_once"),
            models.CheckConstraint(condition=~Q(by=F("person")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}, {self.person_id}"
