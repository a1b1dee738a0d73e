"""What this room keeps: changes not indexed yet, the glossary, words sought in vain, and searches
that somebody wants to hear of again.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IndexChange(models.Model):
    """A page or another thing changed, and the index does not know yet.

    Written in the transaction of the change, deleted when the index has followed. Ids grow with
    each change, so a worker knows which rows its work has covered. `key` names the thing, e.g.
    `page:12` or `topic:7`; it is no foreign key, because the row must outlive what is deleted.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")
        MOVED = "moved", _("moved")

    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "key"], name="change_by_kind")]

    def __str__(self) -> str:
        return f"{self.key} {self.kind}"


class GlossaryEntry(models.Model):
    """What readers of one language call one notion: a term or an acronym on each line."""

    class Relation(models.TextChoices):
        SAME = "same", _("means the same")
        NEAR = "near", _("is asked about together")

    notion = models.CharField(
        _("notion"),
        max_length=80,
        help_text=_("Entries of the same notion in other languages are joined to this one."),
    )
    language = models.CharField(_("language"), max_length=10)
    relation = models.CharField(
        _("how close the terms are"), max_length=10, choices=Relation, default=Relation.SAME
    )
    terms = models.TextField(_("terms"), help_text=_("One on each line, acronyms included."))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["notion", "language"]
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary entries")
        constraints = [
            models.UniqueConstraint(
                fields=["notion", "language"], name="glossary_notion_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notion} ({self.language})"


class VainQuery(models.Model):
    """Words that found nothing, and how often. No person, no moment: only the day of the last."""

    words = models.CharField(_("words"), max_length=200)
    language = models.CharField(_("language"), max_length=10)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_on = models.DateField(_("last on"))

    class Meta:
        ordering = ["-times", "words"]
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        constraints = [
            models.UniqueConstraint(
                fields=["words", "language"], name="vain_words_once_per_language"
            )
        ]
        indexes = [models.Index(fields=["-times", "words"], name="vain_most_sought")]

    def __str__(self) -> str:
        return self.words


class SettledGap(models.Model):
    """Somebody said that words sought in vain are dealt with: until they are sought once more."""

    query = models.OneToOneField(VainQuery, on_delete=models.CASCADE, related_name="settled")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="gaps_settled",
    )
    at = models.DateTimeField(_("settled"), default=timezone.now)
    times = models.PositiveIntegerField(_("times sought until then"))

    class Meta:
        verbose_name = _("settled search without a result")
        verbose_name_plural = _("settled searches without a result")

    def __str__(self) -> str:
        return f"{self.query_id}: {self.times}"


class SavedSearch(models.Model):
    """What a person asked and wants to hear of when there is something new.

    `filters` are those of the address, by name. `same_as` is the same for the same question.
    Everything published until `told_until` was looked at; it is looked at again at `due_at`, which
    whoever looks moves first, so that one worker does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=200)
    words = models.CharField(_("words"), max_length=200, blank=True)
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=10)
    same_as = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(_("saved"), default=timezone.now)
    told_until = models.DateTimeField(_("told until"), default=timezone.now)
    due_at = models.DateTimeField(_("to be looked at"), default=timezone.now)

    class Meta:
        ordering = ["-made_at", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(fields=["person", "same_as"], name="saved_search_kept_once"),
            models.CheckConstraint(
                condition=Q(told_until__gte=F("made_at")), name="saved_search_tells_what_came_later"
            ),
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(filters={}), name="saved_search_asks_something"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="saved_search_due")]

    def __str__(self) -> str:
        return self.name
