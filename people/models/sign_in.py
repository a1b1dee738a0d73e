"""Where a person is signed in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """One browser in which a person signed in, and the session it has.

    Shown to that person alone. Rows go when the session ends, at the latest after the fourteen days
    a session lasts, so that no network address is kept for longer.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins"
    )
    session_key = models.CharField(_("id of the session"), max_length=40, unique=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)
    network_address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    began_at = models.DateTimeField(_("signed in"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("browser signed in")
        verbose_name_plural = _("browsers signed in")
        ordering = ["-began_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.began_at:%Y-%m-%d}"
