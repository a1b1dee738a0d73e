"""Somebody asks a mentor, or the programme proposes that they do."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import OPEN_REQUESTS, RequestState

from .offer import Offer

LONGEST_REQUEST, LONGEST_REASON = 600, 600
REMINDED_AFTER = datetime.timedelta(days=4)
EXPIRES_AFTER = datetime.timedelta(days=10)


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, person: Any) -> "RequestQuerySet":
        """What `person` asked, or is asked as a mentor once it waits for them.

        Twin of `can_see_request`. Nobody else: administrators and the programme neither.
        """
        asked_of = Q(mentor=person) & ~Q(state=RequestState.PROPOSED)
        return self.filter(Q(asker=person) | asked_of & Q(reached_mentor=True))

    def open(self) -> "RequestQuerySet":
        """Proposed, or waiting for the mentor."""
        return self.filter(state__in=OPEN_REQUESTS)


class Request(models.Model):
    """One question to one mentor: will you coach me?

    `key` is the form's own, so that one form sent twice asks once (C07). `wanted` is what the asker
    looked for, in the words of `looking.wish.Wish.as_data`, from which others are suggested where
    nobody answers; its `needed` names the facets that are never traded away. `reached_mentor` says
    that the mentor was told of it: what the programme proposed and the asker left alone is not
    theirs to see. `offer` is empty once the mentor's account is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_requests"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_requests_got"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    about = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    conversation = models.ForeignKey(
        "people.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mentoring_pairs_proposed",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.WAITING
    )
    reached_mentor = models.BooleanField(default=True)
    wanted = models.JSONField(default=dict, blank=True)
    words = models.TextField(_("what it is about"), max_length=LONGEST_REQUEST, blank=True)
    reason = models.TextField(_("why not"), max_length=LONGEST_REASON, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for coaching")
        verbose_name_plural = _("requests for coaching")
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "key"], name="mentoring_request_once_per_form"
            ),
            models.UniqueConstraint(
                fields=["asker", "mentor"],
                condition=Q(state__in=OPEN_REQUESTS),
                name="mentoring_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="mentoring_request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_REQUESTS, settled_at__isnull=True)
                | ~Q(state__in=OPEN_REQUESTS) & Q(settled_at__isnull=False),
                name="mentoring_request_is_open_or_settled",
            ),
            models.CheckConstraint(
                condition=~Q(asker=F("mentor")), name="nobody_asks_themselves_for_coaching"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="mentoring_request_declined_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="mentoring_request_by_age"),
            models.Index(fields=["mentor", "state"], name="mentoring_request_of_mentor"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def once(self) -> str:
        """The name of this event for the room of notices."""
        return f"mentoring-request:{self.pk}"

    @property
    def runs_out_at(self) -> datetime.datetime:
        return self.asked_at + EXPIRES_AFTER

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REQUESTS
