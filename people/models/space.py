"""An association's own part of the page tree, and how the association wants it kept."""

from contextlib import suppress
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images.models import SourceImageIOError

from pages.models import BasePage
from people.space.cms_forms import HomeForm

from .organisation import Organisation

# The crest in the head of a space; made when its page is published, since readers write nothing.
CREST_SIZE = "height-88|format-webp"
DAYS_TO_APPROVE = 7
MOST_DAYS_TO_APPROVE = 60


class SpaceSettings(models.Model):
    """What holds for the whole space of one association, whatever the language.

    `colour` shows in the crest and the rule under its name, nowhere else; empty for Peerhall's own.
    With `is_approved_by_two` nobody publishes there alone while somebody else edits, too (R12);
    whoever is asked to approve has `days_to_approve` for it.
    """

    association = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="space_settings"
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Six digits after #, e.g. #1d5f8a."))],
    )
    is_approved_by_two = models.BooleanField(_("a second person approves"), default=False)
    days_to_approve = models.PositiveSmallIntegerField(
        _("days to approve"), default=DAYS_TO_APPROVE
    )

    class Meta:
        verbose_name = _("settings of a space")
        verbose_name_plural = _("settings of spaces")
        constraints = [
            models.CheckConstraint(
                condition=Q(days_to_approve__gte=1, days_to_approve__lte=MOST_DAYS_TO_APPROVE),
                name="space_approves_within_days",
            ),
        ]

    def __str__(self) -> str:
        return str(self.association)


class AssociationPage(BasePage):
    """The home of an association's space; it is public, and what stands below it may be closed."""

    association = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="spaces",
        limit_choices_to={"kind": Organisation.Kind.ASSOCIATION},
    )
    introduction = models.TextField(_("introduction"), blank=True)
    logo = models.ForeignKey(
        "pages.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("crest or logo"),
    )

    parent_page_types = ["pages.HomePage"]
    subpage_types = [
        "people.NewsIndexPage",
        "people.EventsPage",
        "people.DocumentsPage",
        "learning.LibraryPage",
    ]
    base_form_class = HomeForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("logo"),
    ]

    class Meta:
        verbose_name = _("space of an association")
        verbose_name_plural = _("spaces of associations")

    def used_items(self) -> tuple[set[int], set[int]]:
        return ({self.logo_id} if self.logo_id else set()), set()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        result = super().save(*args, **kwargs)
        if self.live and self.logo is not None:
            with suppress(SourceImageIOError):
                self.logo.get_rendition(CREST_SIZE)
        return result
