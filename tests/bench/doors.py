"""Doors of servers that are knocked at in turn."""

import itertools

from tests.bench.server import Server


class Door:
    """One kind of page on one server, asked for by addresses in turn."""

    def __init__(
        self,
        server: Server,
        addresses: list[str],
        *,
        is_unchanged: bool = False,
        cookie: str = "",
    ) -> None:
        self.server = server
        self.headers = {"Cookie": cookie} if cookie else {}
        self.turn = itertools.cycle(addresses)
        self.is_unchanged = is_unchanged
        self.tags: dict[str, str] = {}

    def ask(self, times: int) -> float:
        """CPU seconds of the worker for each request."""
        before = self.server.cpu_seconds()
        for _ in range(times):
            self._ask_once(next(self.turn))
        return (self.server.cpu_seconds() - before) / times

    def learn(self, times: int) -> None:
        """Ask without measuring, and remember the ETags."""
        for _ in range(times):
            address = next(self.turn)
            status, headers, _ = self.server.get(address, **self.headers)
            if status != 200:
                raise SystemExit(f"bench: {address} answered {status}")
            self.tags[address] = headers.get("etag", "")

    def _ask_once(self, address: str) -> None:
        if self.is_unchanged:
            status, _, _ = self.server.get(address, If_None_Match=self.tags[address])
            expected = 304
        else:
            status, _, _ = self.server.get(address, **self.headers)
            expected = 200
        if status != expected:
            raise SystemExit(f"bench: {address} answered {status}, not {expected}")
