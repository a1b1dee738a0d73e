"""News of an association."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.forms import AudiencePageForm
from pages.models import BasePage

from .entry import SpaceEntry


class NewsIndexPage(BasePage):
    """Lists the news below it, newest first."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["people.AssociationPage"]
    subpage_types = ["people.NewsPage", "people.NewsletterPage"]
    max_count_per_parent = 1
    base_form_class = AudiencePageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("audience"),
    ]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class NewsPage(SpaceEntry):
    """One piece of news: a letter of the ministry, a new service, what the board decided."""

    parent_page_types = ["people.NewsIndexPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("audience"),
        FieldPanel("themes"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [
            models.Index(fields=["association", "-listed_at", "-page_ptr"], name="news_of_one"),
            models.Index(fields=["-listed_at", "-page_ptr"], name="news_newest_first"),
        ]
