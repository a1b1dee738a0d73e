"""Who may read a page, for the CMS."""

from django import template
from wagtail.models import Page

from pages.audiences import label
from pages.models.audience import PUBLIC
from pages.permissions import barrier_keys_of

register = template.Library()


@register.simple_tag
def who_may_read(page: Page) -> str:
    """The circles of readers before a page in words, own and inherited ones."""
    keys = barrier_keys_of(page.pk) if page.pk else frozenset()
    return " · ".join(label(key) for key in sorted(keys or {PUBLIC}))
