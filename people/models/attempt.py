"""How often something was tried lately, counted for the whole site and not for each process."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptCount(models.Model):
    """So many attempts of one kind, by one account, network or everybody, in one stretch of time.

    `key` is a keyed hash of who and what: neither addresses nor networks stand here. `until` is in
    whole seconds since 1970, when the stretch ends: a number means the same in both databases, in
    the one statement that counts (`people.limits`). Rows that have run out are of no use.
    """

    key = models.CharField(max_length=64, primary_key=True)
    amount = models.PositiveIntegerField()
    until = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("count of attempts")
        verbose_name_plural = _("counts of attempts")

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.amount}"
