"""Something a person is told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.kinds import Frequency
from notices.models.mail import Mail
from notices.querysets import NoticeQuerySet


class Notice(models.Model):
    """One thing one person is told: in the list on the site, and by mail as often as they want.

    What it says is written by its kind whenever it is read, from `words` and the page it is about.
    `once` is the name of what happened: telling it again tells nobody twice. `frequency` is what
    the person wants of this kind; `mail` is the one mail it went into or is going to.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=60)
    once = models.CharField(_("what happened"), max_length=120)
    words = models.JSONField(_("words"), default=dict, blank=True)
    # What is gone need not be told of.
    about = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices_caused",
    )
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency.choices)
    # Without its mail a notice would look as if it had never gone out.
    mail = models.ForeignKey(
        Mail, on_delete=models.RESTRICT, null=True, blank=True, related_name="notices"
    )
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "once"], name="notice_told_once"),
            models.CheckConstraint(
                condition=models.Q(frequency__in=Frequency.values), name="notice_has_a_frequency"
            ),
            models.CheckConstraint(
                condition=~models.Q(frequency=Frequency.NEVER, mail__isnull=False),
                name="notice_never_means_no_mail",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_list"),
            models.Index(
                fields=["person"], name="notice_unread", condition=models.Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["person", "told_at"],
                name="notice_waiting",
                condition=models.Q(
                    mail__isnull=True, frequency__in=[Frequency.DAILY, Frequency.WEEKLY]
                ),
            ),
            models.Index(fields=["kind", "once"], name="notice_what_happened"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.once}, {self.person_id}"
