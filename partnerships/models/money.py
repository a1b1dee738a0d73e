"""Light money: what was planned, promised and paid, as IATI has it. No accounts are kept here."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from people.models import Organisation

from .partnership import Partnership


class Amount(models.Model):
    """`value` in `currency`, at the rate of the day `valued_on`."""

    value = models.DecimalField(_("amount"), max_digits=17, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    valued_on = models.DateField(_("at the rate of"))

    class Meta:
        abstract = True


class Budget(Amount):
    """What is planned for a period. Code lists BudgetType, BudgetStatus."""

    class Kind(models.TextChoices):
        ORIGINAL = "1", _("original")
        REVISED = "2", _("revised")

    class Status(models.TextChoices):
        INDICATIVE = "1", _("indicative")
        COMMITTED = "2", _("committed")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="budgets")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.ORIGINAL)
    status = models.CharField(_("state"), max_length=1, choices=Status, default=Status.INDICATIVE)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on", "kind", "pk"]
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="budget_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"


class Transaction(Amount):
    """Money that was promised or moved on a day. `kind` is of the code list TransactionType."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="transactions"
    )
    kind = models.CharField(_("kind"), max_length=2)
    on = models.DateField(_("day"))
    words = models.CharField(_("what for"), max_length=1_000, blank=True)

    class Meta:
        ordering = ["on", "kind", "pk"]
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"


class Document(models.Model):
    """A document elsewhere that says more, as its publisher links it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="documents")
    url = models.CharField(_("address"), max_length=1_000)
    format = models.CharField(_("format"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(_("language"), max_length=5)
    category = models.CharField(_("category"), max_length=3)

    class Meta:
        ordering = ["url", "title", "pk"]
        verbose_name = _("linked document")
        verbose_name_plural = _("linked documents")

    def __str__(self) -> str:
        return self.title


class OrganisationCode(models.Model):
    """What IATI calls an organisation: its reference and its kind (code list OrganisationType)."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="iati_code"
    )
    reference = models.CharField(_("reference"), max_length=120, unique=True, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("IATI code of an organisation")
        verbose_name_plural = _("IATI codes of organisations")

    def __str__(self) -> str:
        return self.reference or ""


class OrganisationBudget(Amount):
    """What an organisation has for a year: in all, or for a country."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="iati_budgets"
    )
    country: Any = CountryField(_("country"), blank=True)
    status = models.CharField(_("state"), max_length=1, choices=Budget.Status)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on", "country", "pk"]
        verbose_name = _("budget of an organisation")
        verbose_name_plural = _("budgets of organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "country", "starts_on", "ends_on"],
                name="organisation_budget_once_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"
