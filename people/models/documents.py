"""Files of an association, listed."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Collection

from pages.models import BasePage, File
from people.space.cms_forms import DocumentsForm


class DocumentsPage(BasePage):
    """Lists every file of one collection; whoever may read the page may have the files.

    So files for members only stand in a collection of their own, on a page of their own.
    """

    introduction = models.TextField(_("introduction"), blank=True)
    collection = models.ForeignKey(
        Collection,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("collection"),
        help_text=_("Every file of this collection stands here, for all who may read the page."),
    )

    parent_page_types = ["people.AssociationPage", "people.DocumentsPage"]
    subpage_types = ["people.DocumentsPage"]
    base_form_class = DocumentsForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("collection"),
        FieldPanel("audience"),
    ]

    class Meta:
        verbose_name = _("documents")
        verbose_name_plural = _("documents")

    def files(self) -> QuerySet[File]:
        """Its files by title; none without a collection."""
        if self.collection_id is None:
            return File.objects.none()
        return File.objects.filter(collection=self.collection_id).order_by("title", "pk")

    def used_items(self) -> tuple[set[int], set[int]]:
        return set(), set(self.files().values_list("pk", flat=True))
