"""What a program shows to read in a person's name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .private_token import PrivateToken


class ApiToken(PrivateToken):
    """The one token of a person for programs."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_token"
    )

    class Meta:
        verbose_name = _("token of a person for programs")
        verbose_name_plural = _("tokens of persons for programs")

    def __str__(self) -> str:
        return str(self.person)
