"""What partners sign: a short memorandum, or a contract with a grant, by a rule."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.languages import OWN_NAMES
from pages.private_files import PrivateStorage
from partnerships.states import ContractState
from people.models import Organisation

from .money import Amount
from .partnership import Partnership

LONGEST_WORDS, LONGEST_CONDITION = 5_000, 300
MOST_INSTALMENTS = 24


class Contract(models.Model):
    """One paper of a partnership. `kind` follows from the grant, and which reports are owed where
    `reports` does not say so (contracting/rule.py).

    `amends` is the signed paper it changes; once it is signed itself, that one is replaced.
    """

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", pgettext_lazy("contract", "memorandum")
        CONTRACT = "contract", pgettext_lazy("contract", "contract with a grant")

    class Reports(models.TextChoices):
        INSTALMENTS = "instalments", pgettext_lazy("contract", "one before each further instalment")
        YEARLY = "yearly", pgettext_lazy("contract", "one a year")
        NONE = "none", pgettext_lazy("contract", "none")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contracts")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEMORANDUM)
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    second_language = models.CharField(
        _("second language"), max_length=5, choices=list(OWN_NAMES.items()), blank=True
    )
    purpose = models.TextField(_("what for"), max_length=LONGEST_WORDS)
    work = models.TextField(_("who does what"), max_length=LONGEST_WORDS, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    grant = models.DecimalField(_("grant"), max_digits=17, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    is_investment = models.BooleanField(_("pays for an investment"), default=False)
    audit = models.TextField(_("audit"), max_length=LONGEST_WORDS, blank=True)
    reports = models.CharField(_("reports"), max_length=11, choices=Reports, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ContractState, default=ContractState.DRAFT
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="contract_number_once"),
            # Of one signed paper one amendment is under way at a time.
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state__in=("draft", "signing")),
                name="contract_amended_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contract_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ContractState.values), name="contract_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reports="") | Q(reports__in=("instalments", "yearly", "none")),
                name="contract_reports_are_known",
            ),
            models.CheckConstraint(
                condition=Q(is_investment=False) | Q(kind="contract"),
                name="investment_needs_a_contract",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) | Q(grant__gt=0) & ~Q(currency=""),
                name="grant_is_some_money",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(kind="memorandum") | ~Q(audit=""),
                name="contract_says_how_it_is_audited",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Instalment(Amount):
    """A part of the grant: when it is due, and on what condition."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="instalments")
    due_on = models.DateField(_("due"))
    condition = models.CharField(_("condition"), max_length=LONGEST_CONDITION, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="instalment_is_some_money")
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"


class ContractSignature(models.Model):
    """A partner signed; `copy` is the paper with ink, where they have put it here."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)
    copy = models.FileField(
        storage=PrivateStorage("partnerships"), upload_to="contracts", blank=True
    )
    copy_name = models.CharField(max_length=160, blank=True)
    copy_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["signed_at", "pk"]
        verbose_name = _("signature under a contract")
        verbose_name_plural = _("signatures under contracts")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "organisation"], name="contract_signed_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
