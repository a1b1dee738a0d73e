"""What a pair would like others to learn from: words that both agree to before others see them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import LessonState

from .pair import Pair

LONGEST_TITLE, LONGEST_LESSON = 200, 10_000


class Lesson(models.Model):
    """One lesson of a pair.

    `by` wrote it as it stood at `changed_at` and thereby agrees to it; once the other does, a draft
    of `by` begins in the library: `draft`.

    Each says for themselves whether their name stands over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="lesson")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_lessons"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=LessonState, default=LessonState.PROPOSED
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_LESSON)
    is_writer_named = models.BooleanField(_("name of the writer"), default=False)
    is_other_named = models.BooleanField(_("name of the other"), default=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    draft = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lesson of a pair")
        verbose_name_plural = _("lessons of pairs")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LessonState.values), name="lesson_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="lesson_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
