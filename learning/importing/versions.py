"""Language versions of one text, the original first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from learning.importing.manifest import Entry


@dataclass(frozen=True)
class Group:
    """The entries of one text in several languages; the first is the original.

    An entry whose language has been given in the group already stands alone beside it.
    """

    name: str
    entries: list[Entry]

    @property
    def paths(self) -> set[str]:
        return {entry.path for entry in self.entries}


def groups_of(entries: Iterable[Entry]) -> list[Group]:
    """All entries, those of a group together, in the order in which groups begin.

    The original is what `origin` calls so; where several do, the one in the language that its
    source has most texts in, and then in the order of the site's languages.
    """
    entries = list(entries)
    sizes = Counter((entry.source, entry.language) for entry in entries)
    order = [code for code, _name in settings.LANGUAGES]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        name = entry.group or entry.path
        if any(other.language == entry.language for other in groups.get(name, [])):
            name = entry.path
        groups.setdefault(name, []).append(entry)

    def rank(entry: Entry) -> tuple[bool, int, int]:
        return (
            not entry.origin.startswith("original"),
            -sizes[entry.source, entry.language],
            order.index(entry.language),
        )

    return [Group(name, sorted(members, key=rank)) for name, members in groups.items()]
