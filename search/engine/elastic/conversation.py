"""The requests that answer one question, all within one time limit."""

import time
from collections.abc import Mapping, Sequence

from search.engine.elastic.client import Body, Cluster, NodeFailed


class Conversation:
    """Asks the server as often as a question needs; the page must not wait longer than this."""

    def __init__(self, cluster: Cluster, seconds: float) -> None:
        self._cluster = cluster
        self._deadline = time.monotonic() + seconds

    def search(self, searches: Sequence[Body]) -> list[Body]:
        """Answer several searches in one request."""
        return self._cluster.search(searches, self._left()) if searches else []

    def term_statistics(self, texts: Mapping[str, list[str]]) -> Body:
        """Return in how many rows each term of each field stands (see Cluster)."""
        return self._cluster.term_statistics(texts, self._left())

    def check_format(self) -> None:
        """Raise IndexMissing unless the index we read was made for these fields."""
        self._cluster.check_format(self._left())

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise NodeFailed("the search server is too slow")
        return left
