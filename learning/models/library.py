"""The page that lists items: the whole library, or the shelf of one association."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.forms import AudiencePageForm
from pages.models import BasePage
from people.models import Organisation


class LibraryPage(BasePage):
    """Lists what stands below it. With an association it is that association's own shelf."""

    introduction = models.TextField(_("introduction"), blank=True)
    association = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="library_pages",
        limit_choices_to={"kind": Organisation.Kind.ASSOCIATION},
    )

    parent_page_types = ["pages.HomePage", "people.AssociationPage", "learning.LibraryPage"]
    subpage_types = [
        "learning.LibraryPage",
        "learning.ManualPage",
        "learning.ArticlePage",
        "learning.CaseStudyPage",
    ]
    base_form_class = AudiencePageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        # Drafts of an association's people go where it says so.
        FieldPanel("association", permission="people.change_organisation"),
        FieldPanel("audience"),
    ]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
