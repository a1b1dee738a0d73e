"""Which paragraph of a manual stands beside which field of a form."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_KEY, LONGEST_THING = 60, 120


class FieldGuidance(models.Model):
    """`thing` is the key of a paragraph, which a room beside finds (registries.py): one row for all
    languages.
    """

    field = models.CharField(_("field"), max_length=LONGEST_KEY, unique=True)
    thing = models.CharField(max_length=LONGEST_THING)
    tied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    tied_at = models.DateTimeField(_("tied"), default=timezone.now)

    class Meta:
        ordering = ["field"]
        verbose_name = _("paragraph beside a field")
        verbose_name_plural = _("paragraphs beside fields")
        constraints = [
            models.CheckConstraint(
                condition=~Q(field="") & ~Q(thing=""),
                name="guidance_is_some_paragraph",
            )
        ]

    def __str__(self) -> str:
        return self.field
