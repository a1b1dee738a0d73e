"""A copy of a page is read by those who may read the page it was made of.

Audiences hang on the key that a page shares with its translations, and a copy gets a key of its
own. So a closed page is copied as a draft, and the draft is closed like its original.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from pages.audiences import audience_of, set_audience
from pages.models.audience import PUBLIC, PageAudience


class ClosedCopyForm(CopyForm):
    """Wagtail's form, which opens nothing: what is closed cannot be published by copying it."""

    def clean(self) -> Any:
        cleaned = super().clean()
        is_shown_at_once = cleaned.get("publish_copies") or cleaned.get("alias")
        if is_shown_at_once and _is_closed_somewhere(self.page):
            raise ValidationError(
                _("Not everyone may read this page or one below it. Copy it as a draft.")
            )
        return cleaned


def close_the_copy(request: HttpRequest, page: Page, copy: Page) -> None:
    """Give each page of a copied branch the audience of its original; for Wagtail's hook."""
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copy.get_descendants(inclusive=True).order_by("path")
    # Where the pages below were not copied, the copy is alone.
    for original, one in zip(originals, copies, strict=False):
        key = audience_of(original)
        if key != PUBLIC:
            set_audience(one.translation_key, key)


def _is_closed_somewhere(page: Page) -> bool:
    branch = page.get_descendants(inclusive=True).values("translation_key")
    return PageAudience.objects.filter(translation_key__in=branch).exists()
