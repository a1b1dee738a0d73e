"""Articles, from journals or written here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from learning.panels import ITEM_PANELS, SETTINGS_PANELS
from pages.models import BasePage

from .item import ItemType, LibraryItem


class ArticlePage(LibraryItem):
    """A text with authors, perhaps a journal, perhaps references (one a line)."""

    TYPE = ItemType.ARTICLE

    authors = models.CharField(_("authors"), max_length=300, blank=True)
    journal = models.CharField(_("journal"), max_length=200, blank=True)
    issue = models.CharField(_("issue"), max_length=80, blank=True)
    references = models.TextField(_("references"), blank=True, help_text=_("One on each line."))

    parent_page_types = ["learning.LibraryPage"]
    is_creatable = True
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("authors"), FieldPanel("journal"), FieldPanel("issue")], _("Published in")
        ),
        *ITEM_PANELS,
        FieldPanel("references"),
    ]
    settings_panels = SETTINGS_PANELS

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def text_parts(self) -> list[object]:
        return [*super().text_parts(), self.references]
