"""What the text of a page points at: pages, files and pictures, found by the blocks' own kinds."""

import json
import re
from collections.abc import Callable
from typing import Any, Protocol

from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from pages.html import clean_html
from pages.models import File, Picture

_LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
_PICTURE = re.compile(r'<embed\b[^>]*\bembedtype="image"[^>]*>')
_ID = re.compile(r'\bid="(\d{1,18})"')


class Lost(Exception):
    """What a block shows does not come along, and so the block does not."""


class Bridge(Protocol):
    """Between numbers of a site and numbers of an archive, in one of the two directions."""

    def number_of(self, model: type[Any], number: int) -> int | None:
        """The same thing's number on the other side; None where it does not come along."""

    def address_of(self, page: int) -> str | None:
        """Where a page that does not come along can be read by everyone, if it can."""


def carried(block: StreamBlock, stored: Any, bridge: Bridge) -> list[Any]:
    """The blocks of a body with the other side's numbers, cleaned like any text from people.

    A block whose picture or file does not come along is left out. A link to a page that does not
    leads to its public address, or nowhere and keeps its words.
    """
    value = json.loads(stored) if isinstance(stored, str) else stored
    return _entries(value, lambda entry: block.child_blocks.get(entry["type"]), bridge)


def _value(block: Any, value: Any, bridge: Bridge) -> Any:
    if value is None:
        return None
    if isinstance(block, StreamBlock):
        return carried(block, value, bridge)
    if isinstance(block, ListBlock):
        return _entries(value, lambda _entry: block.child_block, bridge)
    if isinstance(block, StructBlock):
        known = block.child_blocks
        return {
            name: _value(known[name], one, bridge) for name, one in value.items() if name in known
        }
    if isinstance(block, ChooserBlock):
        number = bridge.number_of(table_of(block.model_class), value)
        if number is None:
            raise Lost
        return number
    if isinstance(block, RichTextBlock):
        return html_carried(value, bridge)
    if isinstance(block, URLBlock) and not value.startswith(("https://", "http://")):
        raise Lost
    return value


def _entries(
    entries: list[Any], block_of: Callable[[dict[str, Any]], Any], bridge: Bridge
) -> list[Any]:
    """The entries of a list or stream; older lists hold bare values, newer ones their ids as well.

    Kinds of block that this release does not know are left out: nobody sees them.
    """
    there = []
    for entry in entries:
        is_whole = isinstance(entry, dict) and "type" in entry and "value" in entry
        block = block_of(entry if is_whole else {"type": ""})
        if block is None:
            continue
        try:
            if is_whole:
                there.append({**entry, "value": _value(block, entry["value"], bridge)})
            else:
                there.append(_value(block, entry, bridge))
        except Lost:
            continue
    return there


def html_carried(html: str, bridge: Bridge) -> str:
    """Rich text with the other side's numbers in its links and pictures."""

    def link(found: re.Match[str]) -> str:
        model = Page if found[1] == "page" else File
        number = _id_in(found[0])
        there = None if number is None else bridge.number_of(model, number)
        if there is not None:
            return _ID.sub(f'id="{there}"', found[0], count=1)
        address = bridge.address_of(number) if model is Page and number is not None else None
        return f'<a href="{address}">' if address else "<a>"

    def picture(found: re.Match[str]) -> str:
        number = _id_in(found[0])
        there = None if number is None else bridge.number_of(Picture, number)
        return "" if there is None else _ID.sub(f'id="{there}"', found[0], count=1)

    return _PICTURE.sub(picture, _LINK.sub(link, clean_html(html)))


def table_of(model: type[Any]) -> type[Any]:
    """Under which model a thing is numbered: all kinds of pages are pages."""
    for table, base in ((Page, Page), (Picture, AbstractImage), (File, AbstractDocument)):
        if issubclass(model, base):
            return table
    return model


def _id_in(tag: str) -> int | None:
    found = _ID.search(tag)
    return int(found[1]) if found else None
