"""A mail server on a real socket, which can be told to keep a sender waiting, or to refuse."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.ports import free_ports


class MailServer(Controller):
    """Takes letters; at `holds_at` ("greeting" or "thanks") it falls silent until `release`.

    `refusals` are its answers to recipients, by their address; `refuses_all` is its greeting.
    """

    def __init__(self) -> None:
        (port,) = free_ports(1)
        super().__init__(self, "127.0.0.1", port, server_hostname="mail.example")
        self.letters: list[bytes] = []
        self.refusals: dict[str, str] = {}
        self.refuses_all = ""
        self.holds_at = ""
        self.is_holding = threading.Event()
        self._released = asyncio.Event()
        self.connections: set[asyncio.BaseTransport] = set()

    @property
    def url(self) -> str:
        return f"smtp://{self.hostname}:{self.port}"

    def release(self) -> None:
        self.holds_at = ""
        self.loop.call_soon_threadsafe(self._released.set)

    def stop(self, no_assert: bool = False) -> None:
        """Hang up first, which aiosmtpd does not do: some senders were killed or still wait."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(30)
        super().stop(no_assert)

    async def _hang_up(self) -> None:
        for connection in list(self.connections):
            connection.abort()
        while self.connections:
            await asyncio.sleep(0.01)

    # -- What aiosmtpd asks its controller and its handler, which are one here

    def factory(self) -> SMTP:
        return _Session(self, **self.SMTP_kwargs)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope.content)
        await self.pass_by("thanks")
        return "250 taken"

    async def pass_by(self, place: str) -> None:
        if self.holds_at == place:
            self.is_holding.set()
            await self._released.wait()


class _Session(SMTP):
    event_handler: MailServer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.connection = transport
        self.event_handler.connections.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.connections.discard(self.connection)

    async def _handle_client(self) -> None:
        # There is no hook before the greeting.
        await self.event_handler.pass_by("greeting")
        if self.event_handler.refuses_all:
            await self.push(self.event_handler.refuses_all)
            self.transport.close()
            return
        await super()._handle_client()


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()
