"""Links between pages and to files inside rich text, as readers get them."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from pages.models import PageAddress


def path_of(written: str) -> str:
    """The path of an address as somebody copied it, with or without the name of the site; empty
    where it is none.
    """
    try:
        path = unquote(urlsplit(written).path)
    except ValueError:
        return ""
    if "\x00" in path:
        return ""
    return path if path.endswith("/") else f"{path}/"


class PageLinks(LinkHandler):
    """`<a linktype="page" id="…">` becomes the page's address; one query for all of a text.

    Text is kept for many readers, and an address tells of a title (safeguards R4). So a page that
    is not public is linked by its number: the door behind it asks who is there.
    """

    identifier = "page"

    @staticmethod
    def get_model() -> type[Page]:
        return Page

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        numbers = [str(attrs.get("id", "")) for attrs in attrs_list]
        ids = {int(number) for number in numbers if number.isdecimal()}
        rows = PageAddress.objects.filter(page_id__in=ids, is_public=True)
        addresses = dict(rows.values_list("page_id", "address"))
        return [
            f'<a href="{escape(_address_of(int(number), addresses))}">'
            if number.isdecimal()
            else "<a>"
            for number in numbers
        ]

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Any:
        yield Page, attrs["id"], "", ""


def _address_of(page_id: int, addresses: dict[int, str]) -> str:
    return addresses.get(page_id) or reverse("page_by_number", args=[page_id])
