"""Which pictures and files a page's text uses."""

import re
from typing import Any

from pages.models import ItemUse

# Wagtail's stored links and embeds in rich text, e.g. <a linktype="document" id="3">.
_STORED_FILE = re.compile(r'<a[^>]*\blinktype="document"[^>]*>')
_STORED_PICTURE = re.compile(r'<embed[^>]*\bembedtype="image"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')


def used_in(blocks: list[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Ids of pictures and of files used in StreamField data (its JSON form), rich text included."""
    pictures: set[int] = set()
    files: set[int] = set()
    _walk(blocks, pictures, files)
    return pictures, files


def _walk(value: Any, pictures: set[int], files: set[int]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "picture" and isinstance(inner, int):
                pictures.add(inner)
            elif name == "file" and isinstance(inner, int):
                files.add(inner)
            else:
                _walk(inner, pictures, files)
    elif isinstance(value, list):
        for inner in value:
            _walk(inner, pictures, files)
    elif isinstance(value, str) and "<" in value:
        pictures.update(_ids(_STORED_PICTURE, value))
        files.update(_ids(_STORED_FILE, value))


def _ids(pattern: re.Pattern[str], html: str) -> set[int]:
    found = (_ID.search(tag) for tag in pattern.findall(html))
    return {int(match.group(1)) for match in found if match}


def write_uses(page_id: int, pictures: set[int], files: set[int]) -> set[int]:
    """Make the rows of `page_id` say just this, keeping rows that already do.

    Returns the ids of pictures that the page did not use before.
    """
    rows = ItemUse.objects.filter(page_id=page_id)
    have = {(row.picture_id, row.file_id): row.pk for row in rows}
    want = {(picture, None) for picture in pictures} | {(None, file) for file in files}
    if have.keys() - want:
        ItemUse.objects.filter(pk__in=[have[key] for key in have.keys() - want]).delete()
    ItemUse.objects.bulk_create(
        [
            ItemUse(page_id=page_id, picture_id=picture, file_id=file)
            for picture, file in sorted(want - have.keys(), key=str)
        ]
    )
    return {picture for picture, _file in want - have.keys() if picture is not None}
