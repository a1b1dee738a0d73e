"""How the CMS is fitted to this site: what its lists may name, and which menus it shows."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.audiences import open_to
from pages.cms_panels import OpenPanel
from pages.cms_reach import choosable_by, edits_everywhere
from pages.cms_views import DeleteWhatIsFreeView
from pages.copying import ClosedCopyForm, close_the_copy
from pages.languages import OWN_NAMES
from pages.links import PageLinks
from pages.models import BasePage, Theme
from pages.permissions import can_read
from pages.previewing import as_other_reader

# Wagtail's menus for what has no door here, or only one for administrators.
MENUS_FOR_ADMINISTRATORS = {"reports", "help"}


@hooks.register("before_serve_page")
def only_to_its_audience(page: Page, request: HttpRequest, *args: Any) -> None:
    """Should Wagtail's own view ever serve a page, our audiences hold there too."""
    if not can_read(request.user, page):
        raise Http404


@hooks.register("construct_explorer_page_queryset")
def explorer_shows_what_is_open(
    parent: Page, pages: QuerySet[Page], request: HttpRequest
) -> QuerySet[Page]:
    """No title from behind a barrier that is closed to this editor."""
    return open_to(pages, request.user)


@hooks.register("construct_page_chooser_queryset")
def chooser_shows_what_one_can_read(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Own pages in any state, and others' as far as this editor can read them."""
    return choosable_by(pages, request.user)


@hooks.register("construct_homepage_panels", order=1000)
def panels_of_own_pages(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for approval, was edited or locked, as far as this editor may know of it."""
    panels[:] = [OpenPanel(panel) for panel in panels]


BasePage.copy_form_class = ClosedCopyForm
BasePage.as_other_reader = staticmethod(as_other_reader)
hooks.register("after_copy_page", close_the_copy)


@hooks.register("construct_homepage_summary_items", order=1000)
def no_totals(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail counts everything, drafts and others' pages too; a count is content (R4)."""
    items.clear()


@hooks.register("construct_main_menu", order=1000)
def menus_that_lead_somewhere(request: HttpRequest, items: list[Any]) -> None:
    """No menu whose pages would all answer 404."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in MENUS_FOR_ADMINISTRATORS]
    if not edits_everywhere(request.user):
        items[:] = [item for item in items if item.name not in {"settings", "snippets"}]


@hooks.register("register_rich_text_features", order=1000)
def links_of_ours_and_no_embeds(features: Any) -> None:
    """Videos have a block of their own that loads nothing; pictures too, with their words."""
    features.register_link_type(PageLinks)
    features.default_features = [
        one for one in features.default_features if one not in ("embed", "image")
    ]


class ThemeViewSet(SnippetViewSet):
    """The curated tree, for the programme's editors."""

    model = Theme
    delete_view_class = DeleteWhatIsFreeView
    icon = "tag"
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["name_en", "parent", "sdg_targets", "dac_codes", "order"]
    list_filter = ["parent"]
    search_fields = ["slug", "name_en", "name_fr", "name_es", "name_pt", "name_ar"]
    ordering = ["order", "slug"]
    panels = [
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("order"),
        *(
            MultiFieldPanel([FieldPanel(f"name_{code}"), FieldPanel(f"words_{code}")], heading=name)
            for code, name in OWN_NAMES.items()
        ),
        FieldPanel("sdg_targets"),
        FieldPanel("dac_codes"),
        FieldPanel("aliases"),
    ]


register_snippet(ThemeViewSet)
