"""A reader of a deployed site: plain HTTP over TLS, with cookies, and as slow as one likes."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.deployed.topology import HOST, Deployment

PATIENCE_SECONDS = 60
# Of this machine, each for one reader: nginx counts what an address asks for.
ADDRESSES = (f"127.2.{high}.{low}" for high in range(256) for low in range(1, 255))


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        packed = self.head["Content-Encoding"] == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Reader:
    """Trusts the site's certificate and nobody else's; sits at one of this machine's addresses."""

    def __init__(self, site: Deployment, sits_at: str = "127.0.0.1") -> None:
        self.site = site
        self.sits_at = sits_at
        self.cookies: dict[str, str] = {}
        self.trust = ssl.create_default_context(cafile=str(site.certificate))

    def get(self, path: str, method: str = "GET", body: str = "", **head: str) -> Answer:
        """Ask for a path as it is written; a name in `head` has _ for -."""
        connection = http.client.HTTPSConnection(
            HOST,
            self.site.port,
            context=self.trust,
            timeout=PATIENCE_SECONDS,
            source_address=(self.sits_at, 0),
        )
        sent = {name.replace("_", "-"): value for name, value in head.items()}
        if self.cookies:
            sent["Cookie"] = self._cookie_line()
        try:
            connection.request(method, path, body=body.encode() or None, headers=sent)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or ():
                for name, cookie in SimpleCookie(line).items():
                    self.cookies[name] = cookie.value
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def sign_in(self, email: str, password: str, **head: str) -> Answer:
        """By the form, as a person does; 302 says that it went well."""
        path = "/en/account/login/"
        form = self.get(path).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        fields = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
        return self.get(
            path,
            "POST",
            urlencode(fields),
            Content_Type="application/x-www-form-urlencoded",
            Referer=f"{self.site.url}{path}",
            **head,
        )

    def ask_gunicorn(self, path: str) -> http.client.HTTPMessage:
        """The head of the answer that nginx gets for us."""
        connection = http.client.HTTPConnection("127.0.0.1", self.site.web_port)
        asked = {
            "Host": f"{HOST}:{self.site.port}",
            "X-Forwarded-Proto": "https",
            "Cookie": self._cookie_line(),
        }
        with contextlib.closing(connection):
            connection.request("GET", path, headers=asked)
            with connection.getresponse() as answer:
                return answer.headers

    def open(self, path: str, *, method: str = "GET", length: int | None = None) -> SlowLine:
        """Send the head of a request and leave the rest to the reader's own time."""
        plain = socket.create_connection(
            ("127.0.0.1", self.site.port), PATIENCE_SECONDS, source_address=(self.sits_at, 0)
        )
        line = SlowLine(self.trust.wrap_socket(plain, server_hostname=HOST))
        head = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{self.site.port}", "Connection: close"]
        if self.cookies:
            head.append(f"Cookie: {self._cookie_line()}")
        if length is not None:
            head.append(f"Content-Length: {length}")
            head.append("Content-Type: application/x-www-form-urlencoded")
        line.send(("\r\n".join(head) + "\r\n\r\n").encode())
        return line

    def _cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


class SlowLine:
    """One connection on which nothing moves unless it is told to."""

    def __init__(self, connection: ssl.SSLSocket) -> None:
        self._connection = connection

    def send(self, some: bytes) -> None:
        self._connection.sendall(some)

    def read_a_little(self) -> bytes:
        return self._connection.recv(1024)

    def read_the_rest(self) -> bytes:
        """Everything until the other side ends."""
        pieces = []
        deadline = time.monotonic() + PATIENCE_SECONDS
        while piece := self._connection.recv(1 << 16):
            assert time.monotonic() < deadline
            pieces.append(piece)
        return b"".join(pieces)

    def close(self) -> None:
        self._connection.close()
