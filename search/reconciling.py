"""The index against the database, item by item."""

from dataclasses import dataclass

from pages.models import SiteVersion
from search.engine.interface import Document, IndexMissing, fingerprint
from search.engines import current_engine, current_writer
from search.following import make_current, rebuild
from search.sources import all_documents, documents_for

_BATCH = 200


@dataclass(frozen=True)
class Differences:
    """Keys of items that the index misses, holds too much, or holds in an old state."""

    missing: list[str]
    ghosts: list[str]
    old: list[str]

    def __str__(self) -> str:
        return f"missing {len(self.missing)}, too many {len(self.ghosts)}, old {len(self.old)}"

    def __bool__(self) -> bool:
        return bool(self.missing or self.ghosts or self.old)


def reconcile(is_repairing: bool = True, wait_seconds: float = 600) -> Differences:
    """Compare every live item with what was indexed, and repair what differs.

    Costs about half of a rebuild, because every item is read. Where there is no index, one is made.
    Raises WriterBusy when the index is not free for writing in time.
    """
    if is_repairing:
        make_current(wait_seconds)
    version = SiteVersion.current()
    try:
        indexed = current_engine().fingerprints()
    except IndexMissing:
        every = [document.key for document in all_documents(version)]
        if is_repairing:
            rebuild(wait_seconds)
        return Differences(every, [], [])
    missing: list[str] = []
    old: list[str] = []
    batch: list[Document] = []
    writer = current_writer(wait_seconds)
    for document in all_documents(version):
        known = indexed.pop(document.key, None)
        if known == fingerprint(document):
            continue
        (missing if known is None else old).append(document.key)
        batch.append(document)
        if len(batch) >= _BATCH and is_repairing:
            writer.apply(batch)
            batch = []
    # A page that is moved meanwhile, to a place already read, was passed over and is no ghost.
    for document in documents_for(list(indexed), version):
        indexed.pop(document.key, None)
    if is_repairing and (batch or indexed):
        writer.apply(batch, indexed)
    return Differences(missing, list(indexed), old)
