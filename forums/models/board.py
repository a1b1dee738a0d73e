"""Where people talk: one theme, one audience, somebody who looks after it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.querysets.boards import BoardQuerySet
from pages.models import Audience, Theme
from people.models import Organisation


class Board(models.Model):
    """A board, with the counts that its list shows.

    `audience` is who reads and writes in it; what stands in it has no other. Who looks after it are
    its facilitators (a role for the one thing `grant_key`) and the editors of its `association`, or
    of the programme where it has none. `topic_count` and `last_post_at` are of topics that readers
    see; they move with the rows they count, in one statement (C14).
    """

    name = models.CharField(_("name"), max_length=100)
    purpose = models.CharField(_("what it is for"), max_length=300)
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, related_name="boards", verbose_name=_("who reads it")
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="boards",
        verbose_name=_("theme"),
    )
    association = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="boards",
        limit_choices_to={"kind": Organisation.Kind.ASSOCIATION},
        verbose_name=_("association"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    topic_count = models.PositiveIntegerField(_("topics"), default=0)
    last_post_at = models.DateTimeField(_("last post"), null=True, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="board_has_a_name"),
            models.CheckConstraint(condition=~Q(purpose=""), name="board_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def grant_key(self) -> str:
        """What a grant of the role of a facilitator names as its `thing`."""
        return f"forums.board:{self.pk}"

    @property
    def scope(self) -> str:
        """What the visibility of its topics hangs on, for the index."""
        return f"board:{self.pk}"
