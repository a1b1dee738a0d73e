"""Addresses by which an organisation knows its people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class MailDomain(models.Model):
    """Who shows that they read mail at this domain joins `organisation` without being asked about.

    Without subdomains, in lower case. Several organisations may share one.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="mail_domains"
    )
    domain = models.CharField(_("domain"), max_length=253)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["domain"]
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], name="mail_domain_once_for_an_organisation"
            ),
            models.CheckConstraint(condition=Q(domain__contains="."), name="mail_domain_has_a_dot"),
        ]

    def __str__(self) -> str:
        return self.domain
