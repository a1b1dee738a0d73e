"""The page that every readable page is, and the home page."""

from typing import Any, ClassVar

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.registries import page_views

from .address import PageAddress

# Names of the modes in which the CMS previews a page.
MEMBER, STRANGER = "member", "stranger"


class BasePage(Page):
    """A page with an address and an audience of our own.

    `chosen_audience` may be set to an audience key before a save or a new revision: it is applied
    in that transaction (pages/signals.py), so that a page is never open for a moment that its
    editor meant to close.
    """

    chosen_audience: str | None = None
    # Fields that a save makes anew, and that would say something else on another site.
    left_out_of_archives: ClassVar[tuple[str, ...]] = ()
    # Keys of the barriers before it, read by whoever opened its door.
    barrier_keys: frozenset[str] = frozenset()

    # Set in pages/wagtail_hooks.py: the form knows audiences, which know the models.
    copy_form_class: ClassVar[type[Any]]
    # Set there as well: gives the answer that a reader of a mode gets, None to show the page.
    as_other_reader: ClassVar[Any]

    show_in_menus_default = False

    class Meta:
        abstract = True

    def used_items(self) -> tuple[set[int], set[int]]:
        """Ids of the pictures and of the files in the live text."""
        return set(), set()

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's own address of this page, read from our indexed row."""
        site_roots = self._get_site_root_paths(request)
        address = self.address
        if not site_roots or address is None:
            return None
        return site_roots[0].site_id, site_roots[0].root_url, address

    @property
    def address(self) -> str | None:
        """E.g. `/en/library/waste/`; None before the first save."""
        try:
            return self.our_address.address
        except PageAddress.DoesNotExist:
            return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The view that its room registered for this kind of page."""
        return page_views.view_for(type(self))(request, self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As whom the CMS shows a draft; the first is its editor."""
        return [("", _("As you")), (MEMBER, _("As a member")), (STRANGER, _("As a stranger"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The same view for the editor, or as another reader gets it, in a frame of the CMS."""
        # A page that was never saved has links to itself as well.
        if self._get_pk_val() is None:
            self._set_pk_val(0)
        response = self.as_other_reader(request, self, mode_name) or self.serve(request)
        response["X-Frame-Options"] = "SAMEORIGIN"
        csp_replace({"frame-ancestors": [SELF]})(lambda _request: response)(request)
        return response


class HomePage(BasePage):
    """The first page of one language."""

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 5

    class Meta:
        verbose_name = _("home page")
