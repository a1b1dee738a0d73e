"""What editors see of the search in the CMS: the glossary, and what was sought in vain."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import GlossaryEntry, VainQuery


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ["notion", "language", "terms"]
    list_filter = ["language", "relation"]
    search_fields = ["notion", "terms"]
    panels = [
        FieldPanel("notion"),
        FieldPanel("language"),
        FieldPanel("relation"),
        FieldPanel("terms"),
    ]


class VainQueryViewSet(SnippetViewSet):
    model = VainQuery
    icon = "search"
    menu_label = _("Sought in vain")
    list_display = ["words", "language", "times", "last_on"]
    list_filter = ["language"]
    ordering = ["-times"]
    add_to_admin_menu = False
    panels = [FieldPanel("words"), FieldPanel("language")]


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (GlossaryViewSet, VainQueryViewSet)
    menu_icon = "search"
    menu_label = _("Search")
    menu_order = 250


register_snippet(SearchViewSetGroup)
