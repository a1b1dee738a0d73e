"""What was done by whom to whom: rows are added, and never changed or taken away."""

import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class NeverChanged(Exception):
    """An entry of the audit log was to be changed or deleted."""


# In days, and one more than the years of people/append_only.py, by which the database asks.
LASTS = datetime.timedelta(days=2 * 366)
SENSITIVE_LASTS = datetime.timedelta(days=7 * 366)


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Refuses in words of its own what the database refuses as well (people/append_only.py)."""

    def update(self, **_: Any) -> NoReturn:
        raise NeverChanged

    def delete(self) -> NoReturn:
        raise NeverChanged

    def forget_old(self) -> int:
        """Delete what is past its time, which the database allows; how many they were."""
        now = timezone.now()
        past = self.filter(
            Q(is_sensitive=False, at__lt=now - LASTS)
            | Q(is_sensitive=True, at__lt=now - SENSITIVE_LASTS)
        )
        number, _by_model = models.QuerySet.delete(past)
        return number

    def after(self, at: datetime.datetime, pk: int) -> "AuditQuerySet":
        """Older than the given place, in the order of the log (keyset paging)."""
        return self.filter(at__lte=at).exclude(at=at, pk__gte=pk)


class AuditEntry(models.Model):
    """One act (safeguards R8, D08): who, what, to what, when, why; never the content itself.

    The keys to persons have no constraint, for an entry outlives what it tells of; a person who is
    erased stays as "former member" under the same number. `act` is a dotted key such as
    `people.role-given`; `thing` names what it was done to, such as `people.organisation:12`.
    What touches a record of risk `is_sensitive`: kept for seven years instead of two, and read only
    by who did it.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    act = models.CharField(_("what"), max_length=60)
    thing = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    is_sensitive = models.BooleanField(default=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")
        ordering = ["-at", "-pk"]
        # Django's own writing goes through it, too.
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.thing}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise NeverChanged
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged
