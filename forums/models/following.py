"""Whom and what somebody follows, and how far they have read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .board import Board
from .topic import Topic


class Follow(models.Model):
    """One person follows one board, one topic, or one person."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, null=True, blank=True, related_name="followers"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="followers"
    )
    followed = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="followers",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("what somebody follows")
        verbose_name_plural = _("what people follow")
        constraints = [
            models.CheckConstraint(
                condition=Q(board__isnull=False, topic__isnull=True, followed__isnull=True)
                | Q(board__isnull=True, topic__isnull=False, followed__isnull=True)
                | Q(board__isnull=True, topic__isnull=True, followed__isnull=False),
                name="follow_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(followed=F("person")), name="follow_of_another"),
            models.UniqueConstraint(fields=["person", "board"], name="board_followed_once"),
            models.UniqueConstraint(fields=["person", "topic"], name="topic_followed_once"),
            models.UniqueConstraint(fields=["person", "followed"], name="person_followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.board_id or self.topic_id or self.followed_id}"


class ReadMarker(models.Model):
    """How far somebody has read a topic, or, by their own word, a whole board.

    `read_up_to` is the moment of the newest post they have read, `number` its number in a topic;
    both never go back.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_markers"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="read_markers"
    )
    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, null=True, blank=True, related_name="read_markers"
    )
    number = models.PositiveIntegerField(default=0)
    read_up_to = models.DateTimeField(_("read up to"))

    class Meta:
        verbose_name = _("how far a topic was read")
        verbose_name_plural = _("how far topics were read")
        constraints = [
            models.CheckConstraint(
                condition=Q(board__isnull=True) ^ Q(topic__isnull=True), name="read_marker_of_one"
            ),
            models.UniqueConstraint(fields=["person", "topic"], name="topic_marked_once"),
            models.UniqueConstraint(fields=["person", "board"], name="board_marked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.topic_id or self.board_id}, {self.number}"
