"""How many mails a person has caused lately."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One mail that a person sent through a form of the site: when, and through which form.

    Neither its words nor who got it; rows older than the limit's day are of no use to anybody.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters"
    )
    form = models.CharField(_("form"), max_length=40)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("mail sent by a form")
        verbose_name_plural = _("mails sent by forms")
        indexes = [models.Index(fields=["by", "form", "-sent_at"], name="letter_by_person_and_day")]

    def __str__(self) -> str:
        return f"{self.by_id}, {self.form}, {self.sent_at:%Y-%m-%d}"
