"""Under what a known person is found again, however the name is written."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_KEY = 100


class NameKey(models.Model):
    """One key of one person (training.persons.keys); written anew by `keep_keys`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="name_keys"
    )
    key = models.CharField(_("key"), max_length=LONGEST_KEY)

    class Meta:
        verbose_name = _("key of a name")
        verbose_name_plural = _("keys of names")
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="name_key_says_something"),
            models.UniqueConstraint(fields=["key", "person"], name="name_key_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
