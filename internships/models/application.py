"""Somebody applies: a letter and a CV, which few ever read."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from internships.states import ApplicationState
from pages.private_files import PrivateStorage
from people.models import Organisation

from .offer import HostOffer

LONGEST_LETTER, LONGEST_REASON, LONGEST_QUESTION = 5_000, 600, 600


class Application(models.Model):
    """One person's application to one offer. As a draft any field may be empty.

    `sender` is the organisation they work in, which may back it (`endorsed_at`). Who waits for a
    place is in the order of `submitted_at`. `reason` is what the person reads of a decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(HostOffer, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="placement_applications"
    )
    sender = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications_sent"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    letter = models.TextField(_("letter"), max_length=LONGEST_LETTER, blank=True)
    cv = models.FileField(
        storage=PrivateStorage("internships"), upload_to="applications", blank=True
    )
    cv_name = models.CharField(max_length=160, blank=True)
    cv_type = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent in"), null=True, blank=True)
    endorsed_at = models.DateTimeField(_("backed"), null=True, blank=True)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("application for a placement")
        verbose_name_plural = _("applications for placements")
        constraints = [
            models.UniqueConstraint(fields=["offer", "person"], name="applies_once"),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True)
                | ~Q(state="draft") & Q(submitted_at__isnull=False),
                name="application_sent_in_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="application_declined_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["offer", "state", "submitted_at"], name="application_of_offer"),
            models.Index(fields=["sender", "state"], name="application_of_sender"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_complete(self) -> bool:
        return bool(self.letter.strip() and self.cv)


class Question(models.Model):
    """What the host asks an applicant, and what they answer."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="questions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2_000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("question to an applicant")
        verbose_name_plural = _("questions to applicants")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="placement_question_has_words")
        ]

    def __str__(self) -> str:
        return str(self.pk)
