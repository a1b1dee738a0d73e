"""Risks of a partnership, who reads each, and elections that raise one (safeguards R9)."""

import datetime
import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from pages.sealing import opened, seal
from partnerships.states import RiskState

from .partnership import Partnership

LONGEST_RISK, LONGEST_MEASURE, LONGEST_WHAT = 4_000, 2_000, 150
MOST_READERS = 5


class Election(models.Model):
    """An election in a country on a day; kept by the programme."""

    country = CountryField(_("country"))
    on = models.DateField(_("day"))
    what = models.CharField(_("what is elected"), max_length=LONGEST_WHAT)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="election_of_something"),
            models.UniqueConstraint(fields=["country", "on", "what"], name="election_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country}, {self.on}"


class Risk(models.Model):
    """What may go wrong in a partnership, and what is done about it.

    RISK-2 (`is_confidential`) is for its named readers alone, and the database holds its words
    `sealed`. Write by `put_down`, read by `told`. What the site raised has a `cause`, once for
    each, and `facts` of which lines.py makes words; it names no persons.
    """

    class Kind(models.TextChoices):
        DELAY = "delay", pgettext_lazy("risk", "delay")
        COMMITMENT = "commitment", pgettext_lazy("risk", "commitment")
        ELECTIONS = "elections", pgettext_lazy("risk", "elections")
        TURNOVER = "turnover", pgettext_lazy("risk", "staff turnover")
        CORRUPTION = "corruption", pgettext_lazy("risk", "corruption")
        SECURITY = "security", pgettext_lazy("risk", "personal security")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="risks")
    is_confidential = models.BooleanField(_("for named readers alone"), default=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), default=3)
    effect = models.PositiveSmallIntegerField(_("effect"), default=3)
    words = models.TextField(_("what may happen"), max_length=LONGEST_RISK, blank=True)
    measure = models.TextField(_("what is done about it"), max_length=LONGEST_MEASURE, blank=True)
    sealed = models.BinaryField(default=b"")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=RiskState, default=RiskState.OPEN, editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    cause = models.CharField(max_length=120, unique=True, null=True, editable=False)
    facts: Any = models.JSONField(default=dict, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("risk of a partnership")
        verbose_name_plural = _("risks of partnerships")
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), effect__range=(1, 5)),
                name="risk_weighs_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RiskState.values), name="risk_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="risk_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(words="", measure=""),
                name="risk_of_named_readers_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=True) | ~Q(words="") | Q(cause__isnull=False),
                name="risk_has_words",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state"], name="risk_of_a_partnership")]

    def __str__(self) -> str:
        return self.name_in_log

    @property
    def weight(self) -> int:
        return self.likelihood * self.effect

    @property
    def name_in_log(self) -> str:
        """What logs call it: its number is nothing for them (2C)."""
        return salted_hmac("partnerships.risk", str(self.pk)).hexdigest()[:32]

    def put_down(self, words: str, measure: str) -> None:
        """Write what may happen and what is done about it, sealed where few may read it."""
        if self.is_confidential:
            self.sealed = seal(json.dumps([words, measure]), place=self._place)
            self.words = self.measure = ""
        else:
            self.words, self.measure = words, measure

    def told(self) -> tuple[str, str]:
        """What may happen and what is done about it; raises CannotBeOpened with another key."""
        if not self.is_confidential:
            return self.words, self.measure
        words, measure = json.loads(opened(bytes(self.sealed), place=self._place))
        return words, measure

    @property
    def exported_words(self) -> str:
        """For the writer's own copy of their data: RISK-2 is in no export (2C)."""
        return "" if self.is_confidential else self.words

    @property
    def _place(self) -> str:
        return f"risk|{self.pk}"

    def is_due(self, day: datetime.date) -> bool:
        return self.state != RiskState.CLOSED and bool(self.review_on and self.review_on <= day)


class RiskReader(models.Model):
    """A named reader. The five places are numbered, so that no sixth comes by a race (R9)."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="risks_read"
    )
    place = models.PositiveSmallIntegerField()
    named_at = models.DateTimeField(_("named"), default=timezone.now)

    class Meta:
        ordering = ["place"]
        verbose_name = _("reader of a risk")
        verbose_name_plural = _("readers of risks")
        constraints = [
            models.UniqueConstraint(fields=["risk", "person"], name="risk_names_a_reader_once"),
            models.UniqueConstraint(fields=["risk", "place"], name="risk_place_once"),
            models.CheckConstraint(
                condition=Q(place__range=(1, MOST_READERS)), name="risk_has_five_places"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


HEAVIEST_FIRST = (F("likelihood") * F("effect")).desc()
