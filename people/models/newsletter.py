"""What an association tells its members: the newsletter, what comes with it, whom it reached."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from people.states import NewsletterState

from .organisation import Organisation

LONGEST_SUBJECT = 120
LONGEST_MESSAGE = 6_000


class Newsletter(models.Model):
    """A message to the people of an association's members, and how far it has come.

    Until it goes out it is no page and nobody but its editors knows of it. `key` is the form's own,
    by which a form that is sent twice makes one. `audience` is who may read it (an audience key),
    `narrowing` who gets it: chosen values by the names of `people.publishing.reach`. Without
    `send_at` it goes out when it is approved.

    The worker tells persons in the order of their numbers; `told_up_to` is the last one told, and
    moves in the transaction that tells them. `people` counts them, and names nobody.
    """

    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="newsletters"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    message = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    items = models.ManyToManyField(Page, blank=True, related_name="+", verbose_name=_("items"))
    audience = models.CharField(_("who may read it"), max_length=60)
    narrowing = models.JSONField(_("who gets it"), default=dict, blank=True)
    send_at = models.DateTimeField(_("when"), null=True, blank=True)

    state = models.CharField(
        _("state"), max_length=10, choices=NewsletterState, default=NewsletterState.DRAFT
    )
    reason = models.CharField(_("why it was given back"), max_length=500, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="newsletter",
    )
    told_up_to = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(_("people it reached"), default=0)

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NewsletterState.values), name="newsletter_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "sending", "sent"])
                | Q(approved_at__isnull=False),
                name="newsletter_goes_out_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent"]) | Q(begun_at__isnull=False),
                name="newsletter_on_its_way_has_begun",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "-changed_at", "-id"], name="newsletter_latest"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def once(self) -> str:
        """The name of this event for the room of notices: nobody is told of it twice."""
        return f"newsletter:{self.pk}"

    @property
    def once_waiting(self) -> str:
        """The name under which it is told that it waits, as it stands now."""
        return f"{self.once}:{self.changed_at:%Y%m%d%H%M%S%f}"

    def chosen(self, name: str) -> list[Any]:
        """The values chosen under one name of the narrowing; none means all."""
        values: list[Any] = self.narrowing.get(name, [])
        return values


class NewsletterReach(models.Model):
    """How many people of one organisation were told of a newsletter; names none of them."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="reached")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="newsletters_received"
    )
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("reach of a newsletter")
        verbose_name_plural = _("reach of newsletters")
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "organisation"], name="newsletter_reach_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.newsletter_id}, {self.organisation_id}: {self.people}"
