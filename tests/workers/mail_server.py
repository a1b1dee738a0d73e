"""A mail server on a real socket, which can be told to keep a sender waiting, or to refuse."""

import socketserver
import threading


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters; at `holds_at` ("greeting" or "thanks") it falls silent until `release`.

    `refusals` are its answers to recipients, by their address; `refuses_all` is its greeting.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[bytes] = []
        self.refusals: dict[str, str] = {}
        self.refuses_all = ""
        self.holds_at = ""
        self.is_holding = threading.Event()
        self._released = threading.Event()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def pass_by(self, place: str) -> None:
        if self.holds_at == place:
            self.is_holding.set()
            self._released.wait(60)

    def release(self) -> None:
        self.holds_at = ""
        self._released.set()

    def handle_error(self, request, client_address) -> None:
        """A sender that was killed is what these tests are about."""


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.pass_by("greeting")
        if self.server.refuses_all:
            self._say(self.server.refuses_all)
            return
        self._say("220 ready")
        for line in self.rfile:
            verb = line.strip().upper()
            if verb == b"DATA":
                self._take_letter()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            elif verb.startswith(b"RCPT"):
                address = line.decode().partition("<")[2].partition(">")[0]
                self._say(self.server.refusals.get(address, "250 ok"))
            else:
                self._say("250 ok")

    def _take_letter(self) -> None:
        self._say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.server.letters.append(b"".join(lines))
        self.server.pass_by("thanks")
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
