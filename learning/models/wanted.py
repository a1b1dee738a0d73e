"""In which language a reader would like to have a text."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WantedTranslation(models.Model):
    """One reader's wish for one text, in all its versions, in one language; until it is there."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wanted_translations"
    )
    translation_key = models.UUIDField(_("text"), editable=False)
    language = models.CharField(_("language"), max_length=10)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("wanted translation")
        verbose_name_plural = _("wanted translations")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "translation_key", "language"], name="translation_wanted_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(language=""), name="wanted_translation_has_a_language"
            ),
        ]
        indexes = [
            models.Index(fields=["translation_key", "language"], name="wanted_translation_of_text")
        ]

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.language}"
