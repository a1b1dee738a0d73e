"""What a pair writes down together, and what each keeps for themselves."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.sealing import CannotBeOpened, opened, seal

from .session import Session

LONGEST_NOTE = 10_000


class SharedNote(models.Model):
    """A note of a session that both read; whoever wrote it may change it.

    `key` is the form's own, so that one form sent twice writes one note (C07).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="shared_notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="mentoring_notes",
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["written_at"]
        verbose_name = _("shared note of a session")
        verbose_name_plural = _("shared notes of sessions")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="shared_note_has_words"),
            models.UniqueConstraint(fields=["by", "key"], name="shared_note_once_per_form"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PrivateNote(models.Model):
    """What the author alone reads (P03, P04). The database holds it sealed (decision 0020).

    Write `text` and save; the column is `sealed`, which opens for this author and session alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="private_notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mentoring_private_notes",
    )
    sealed = models.BinaryField()
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("private note of a session")
        verbose_name_plural = _("private notes of sessions")
        constraints = [
            models.UniqueConstraint(fields=["session", "author"], name="private_note_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        """The words; raises sealing.CannotBeOpened with another key, or in another's row."""
        return opened(bytes(self.sealed), place=self._place)

    @text.setter
    def text(self, words: str) -> None:
        self.sealed = seal(words, place=self._place)

    @property
    def told_text(self) -> str:
        """For the author's own copy of their data: the words, or that they are lost."""
        try:
            return self.text
        except CannotBeOpened:
            return gettext("This note cannot be opened any more.")

    @property
    def _place(self) -> str:
        return f"{self.session_id}|{self.author_id}"
