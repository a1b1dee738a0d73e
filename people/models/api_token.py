"""What a program shows to read in a person's name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """The one token of a person for programs; taking it back deletes the row.

    `token_hash` is the SHA-256 of the token in hexadecimal: who reads the database reads nothing in
    that person's name.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_token"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("token of a person for programs")
        verbose_name_plural = _("tokens of persons for programs")

    def __str__(self) -> str:
        return str(self.person)
