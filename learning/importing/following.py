"""Follows the links of a text to pages of the site, and counts where they lead."""

from collections import Counter
from dataclasses import dataclass, field

from learning.importing.links import LinkIndex, Target
from learning.importing.manifest import Entry
from pages.blocks import anchor_of

# From a name in a text to the key of the page it stands on and the id of the block, which is empty
# where the name is that of the whole page.
Anchors = dict[str, tuple[str, str]]


@dataclass
class LinkGround:
    """What is known of all documents of a folder, growing while they are read and written.

    `page_ids` are by external id; `anchors` are of the texts that have been read, by path.
    """

    index: LinkIndex
    page_ids: dict[str, int]
    is_dry: bool = field(kw_only=True)
    anchors: dict[str, Anchors] = field(default_factory=dict)

    def page_id(self, key: str) -> int | None:
        """The page of a key; None while it has none. On a dry run 0, where it would have one."""
        return self.page_ids.get(key, 0 if self.is_dry else None)


class Followed:
    """The links of one text. `are_whole` is false once one had to wait for another text.

    `page_key` is the external id of the page being written: a name on it is a place on the page.
    """

    def __init__(self, entry: Entry, anchors: Anchors, ground: LinkGround) -> None:
        self.counts: Counter[str] = Counter()
        self.are_whole = True
        self.page_key = entry.path
        self._entry = entry
        self._anchors = anchors
        self._ground = ground

    def follow(self, href: str) -> Target | None:
        """Where `href` leads; None where only its words are kept."""
        found = self._ground.index.find(href, self._entry)
        if found.path == self._entry.path:
            return self._in_this_text(found.fragment)
        if found.path:
            return self._in_another(found.path, found.fragment)
        self.counts["outside" if found.address else "plain"] += 1
        return Target(address=found.address) if found.address else None

    def _in_this_text(self, name: str) -> Target | None:
        place = self._anchors.get(name) or self._anchors.get(name.lower())
        if place is None or place == (self.page_key, ""):
            self.counts["plain"] += 1
            return None
        key, block = place
        if key == self.page_key:
            self.counts["place"] += 1
            return Target(anchor=anchor_of(block))
        return self._to_page(key, "place")

    def _in_another(self, path: str, name: str) -> Target | None:
        names = self._ground.anchors.get(path)
        if name and names is None:
            # Which chapter holds the place is known when that text has been read.
            self.are_whole = False
        key, _block = (names or {}).get(name, (path, ""))
        return self._to_page(key, "document")

    def _to_page(self, key: str, kind: str) -> Target | None:
        page_id = self._ground.page_id(key)
        if page_id is None:
            # In the last round this means that its line had a fault, and there is no such page.
            self.are_whole = False
            self.counts["plain"] += 1
            return None
        self.counts[kind] += 1
        return Target(page_id=page_id)
