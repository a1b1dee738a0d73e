"""The library page of each language."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from learning.actions import open_library_to_programme
from learning.models import LibraryPage
from pages.models import HomePage


@transaction.atomic
def prepare_library() -> None:
    """Make the library pages that are missing, linked as versions, and open them to editors."""
    first = LibraryPage.objects.filter(association=None, depth=3).first()
    for home in HomePage.objects.select_related("locale").order_by("path"):
        if LibraryPage.objects.child_of(home).exists():
            continue
        with translation.override(home.locale.language_code):
            library = LibraryPage(title=_("Library"), slug="library", locale=home.locale)
        if first is not None:
            library.translation_key = first.translation_key
        home.add_child(instance=library)
        first = first or library
    open_library_to_programme()
