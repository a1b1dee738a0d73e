"""Panels of the editor that all items share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel

ITEM_PANELS = [
    FieldPanel("summary"),
    FieldPanel("body"),
    FieldPanel("audience"),
    MultiFieldPanel(
        [
            FieldPanel("themes"),
            FieldPanel("tags"),
            InlinePanel("item_countries", label=_("Country")),
        ],
        _("What it is about"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_post"),
            FieldPanel("contact_organisation"),
            FieldPanel("contact_person"),
        ],
        _("Who to ask"),
    ),
    MultiFieldPanel(
        [FieldPanel("confirmed_on"), FieldPanel("confirmed_by"), FieldPanel("review_by")],
        _("Still right?"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("author_organisation"),
            FieldPanel("source_organisation"),
            FieldPanel("source_url"),
            FieldPanel("attribution"),
            FieldPanel("licence"),
            FieldPanel("edition"),
            FieldPanel("edition_on"),
            FieldPanel("is_original"),
        ],
        _("Where it comes from"),
    ),
]
SETTINGS_PANELS = [PublishingPanel()]
