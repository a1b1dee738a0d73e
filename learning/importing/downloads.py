"""Files to download that a folder lists: each becomes the one block of an article."""

import hashlib
import uuid
from pathlib import Path

from wagtail.models import Collection

from learning.importing.blocks import NAMESPACE, Block
from learning.importing.manifest import Entry
from pages.extraction import keep_text
from pages.models import File
from pages.storing import store_file
from pages.uploads import check_file


def download_block(folder: Path, entry: Entry, *, is_dry: bool) -> Block:
    """The block that offers the file of `entry`, stored with its text unless it is there already.

    Raises ValidationError, with a sentence, for a file that the site does not accept. On a dry run
    a file that would be stored is numbered 0.
    """
    path = folder / entry.path
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, lambda: hashlib.sha1(usedforsecurity=False))
        known = File.objects.filter(
            file_hash=digest.hexdigest(), collection=Collection.get_first_root_node()
        )
        pk = known.order_by("pk").values_list("pk", flat=True).first()
        if pk is None and is_dry:
            check_file(content, path.name)
            pk = 0
        elif pk is None:
            stored = store_file(content, path.name, title=entry.title)
            keep_text(stored)
            pk = stored.pk
    block_id = uuid.uuid5(NAMESPACE, f"{entry.path}|file")
    return {"type": "file", "value": {"file": pk, "title": entry.title}, "id": str(block_id)}
