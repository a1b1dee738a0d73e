"""The ground a site stands on: five locales, a home page in each, the curated themes."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from pages.models import HomePage, Theme

THEMES = Path(__file__).with_name("themes.json")


@transaction.atomic
def prepare_ground() -> None:
    """Make what is missing and change nothing that is there; safe to call at each start."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not HomePage.objects.exists():
        _make_home_pages()
    if not Theme.objects.exists():
        for order, branch in enumerate(json.loads(THEMES.read_text("utf-8"))["themes"]):
            _plant_theme(branch, parent=None, order=order)


def _make_home_pages() -> None:
    root = Page.objects.get(depth=1)
    # Wagtail's first migration leaves a page of its own to be thrown away.
    for page in root.get_children():
        page.delete()
    root = Page.objects.get(depth=1)
    first: HomePage | None = None
    for code, _name in settings.LANGUAGES:
        locale = Locale.objects.get(language_code=code)
        home = HomePage(title="Peerhall", slug=code, locale=locale)
        if first is not None:
            home.translation_key = first.translation_key
        root.add_child(instance=home)
        first = first or home
    assert first is not None  # LANGUAGES is never empty
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=first, is_default_site=True, site_name="Peerhall"
    )


def _plant_theme(branch: dict[str, Any], parent: Theme | None, order: int) -> None:
    theme = Theme.objects.create(
        slug=branch["slug"],
        parent=parent,
        order=order,
        aliases=branch.get("aliases", []),
        sdg_targets=branch.get("sdg_targets", []),
        dac_codes=branch.get("dac_codes", []),
        **{f"name_{code}": name for code, name in branch["names"].items()},
        **{f"words_{code}": words for code, words in branch.get("words", {}).items()},
    )
    for place, child in enumerate(branch.get("children", [])):
        _plant_theme(child, parent=theme, order=place)
