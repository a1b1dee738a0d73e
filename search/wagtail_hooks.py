"""What editors see of the search in the CMS: the glossary."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import GlossaryEntry


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["notion", "language", "terms"]
    list_filter = ["language", "relation"]
    search_fields = ["notion", "terms"]
    panels = [
        FieldPanel("notion"),
        FieldPanel("language"),
        FieldPanel("relation"),
        FieldPanel("terms"),
    ]


register_snippet(GlossaryViewSet)
