"""How often somebody wants mail about a kind of notice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.kinds import Frequency


class Preference(models.Model):
    """A person's own word where it differs from the default of the kind."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences"
    )
    kind = models.CharField(_("kind"), max_length=60)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency.choices)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_once_per_kind"),
            models.CheckConstraint(
                condition=models.Q(frequency__in=Frequency.values),
                name="preference_is_a_frequency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.kind}: {self.frequency}"
