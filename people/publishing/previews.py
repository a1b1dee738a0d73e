"""What others would find at the address of a newsletter, before it is there."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from pages.audiences import readable_with
from pages.markdown import markdown_to_html
from pages.models.audience import PUBLIC, SIGNED_IN
from people.models import Newsletter


@dataclass(frozen=True)
class Preview:
    """`is_there`, or they would find nothing, or be `asked_to_sign_in`."""

    is_there: bool
    is_asked_to_sign_in: bool
    body_html: SafeString
    items: Any


def preview_for(newsletter: Newsletter, whom: str) -> Preview:
    """For "member", somebody of the association who is in no closed group but the one it is for;
    or for "stranger", a visitor.
    """
    keys = frozenset({PUBLIC})
    if whom == "member":
        own = f"association:{newsletter.association_id}"
        keys = frozenset({PUBLIC, SIGNED_IN, own, newsletter.audience})
    items = readable_with(Page.objects.filter(pk__in=newsletter.items.values("pk")), keys)
    return Preview(
        is_there=newsletter.audience in keys,
        is_asked_to_sign_in=newsletter.audience == SIGNED_IN and whom != "member",
        # Cleaned by the function that made it.
        body_html=mark_safe(markdown_to_html(newsletter.message)),
        items=items.select_related("our_address").order_by("pk"),
    )
