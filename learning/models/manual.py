"""Manuals and their chapters."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from learning.panels import ITEM_PANELS, SETTINGS_PANELS
from pages import uses
from pages.fields import BodyField
from pages.forms import AudiencePageForm
from pages.models import Barrier, BasePage
from pages.tree import below

from .item import ItemType, LibraryItem


class ManualPage(LibraryItem):
    """A manual; its text is what stands before the first chapter, or all of it."""

    TYPE = ItemType.MANUAL

    parent_page_types = ["learning.LibraryPage"]
    subpage_types = ["learning.ChapterPage"]
    is_creatable = True
    content_panels = [*BasePage.content_panels, *ITEM_PANELS]
    settings_panels = SETTINGS_PANELS

    class Meta:
        verbose_name = _("manual")
        verbose_name_plural = _("manuals")


class ChapterPage(BasePage):
    """One chapter of a manual; its number is its place in the tree."""

    body = BodyField(verbose_name=_("text"), blank=True)
    external_id = models.CharField(
        max_length=300, unique=True, null=True, blank=True, editable=False
    )

    exclude_fields_in_copy = ["external_id"]
    parent_page_types = ["learning.ManualPage"]
    subpage_types: list[str] = []
    base_form_class = AudiencePageForm
    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("audience")]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """A change of a chapter's words is a change of the manual's, for those who read both."""
        is_text_touched = kwargs.get("update_fields") is None and self.live
        result = super().save(*args, **kwargs)
        above = self.path[: -self.steplen]
        if is_text_touched and not self._is_narrower_than(above):
            LibraryItem.objects.filter(path=above).update(text_changed_at=timezone.now())
        return result

    def _is_narrower_than(self, above: str) -> bool:
        """Whether it stands behind a barrier that its manual, at this path, does not."""
        of_manual = Barrier.objects.filter(page__path=above).values("scope_key")
        return Barrier.objects.filter(page=self.pk).exclude(scope_key__in=of_manual).exists()

    def used_items(self) -> tuple[set[int], set[int]]:
        return uses.used_in(self.body.get_prep_value())


def chapters_below(item: LibraryItem) -> QuerySet[ChapterPage]:
    """The chapters of a manual in their order, drafts included."""
    chapters: QuerySet[ChapterPage] = ChapterPage.objects.filter(below(item.path))
    return chapters.order_by("path")
