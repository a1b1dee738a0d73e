"""Readers of a deployed site, by the figures of safeguards section 3: run by tests.load.

Needs locust and nothing of the site.

Reads the plan that tests/load/planting.py printed (PEERHALL_LOAD) and writes one line for each
request beside it. Each reader comes from an address of loopback of their own, as readers come from
many networks, and asks once in twelve seconds; in the burst once in five.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gevent
from locust import HttpUser, LoadTestShape, events, task
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar

PLAN = json.loads(Path(os.environ["PEERHALL_LOAD"]).read_text("utf-8"))
LINES = Path(os.environ["PEERHALL_LOAD"]).with_name("requests.jsonl").open("w", buffering=1)
READERS, SLOW_READERS, SLOW_SENDERS = 300, 20, 10
PACE_SECONDS = {"warming": 12, "mixed": 12, "burst": 5}
# Readers come one after the other; what is asked meanwhile is told apart.
WARMING, BURST = 60, 60
SLOW_READING, SLOW_SENDING, UPLOAD_BYTES = 20_000, 50_000, 10 * 1024 * 1024
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# 127.0.0.1 is where we look from ourselves.
_addresses = (f"127.{a}.{b}.{c}" for a in range(1, 9) for b in range(250) for c in range(2, 250))
_readers = itertools.cycle(PLAN["readers"])


def stage() -> str:
    return str(Stages.now)


@events.request.add_listener
def note(
    request_type: str, name: str, response_time: float, exception: Any, response: Any, **_: Any
) -> None:
    status = getattr(response, "status_code", 0)
    line = [time.time(), stage(), name, round(response_time or 0, 1), status, str(exception or "")]
    LINES.write(json.dumps(line) + "\n")


class Stages(LoadTestShape):
    """Everybody comes in a minute, stays for the mixed time, and then asks faster for a minute."""

    now = "warming"

    def tick(self) -> tuple[int, float] | None:
        mixed = float(os.environ["PEERHALL_LOAD_MINUTES"]) * 60
        run = self.get_run_time()
        if run > WARMING + mixed + BURST:
            return None
        Stages.now = "warming" if run < WARMING else "mixed" if run < WARMING + mixed else "burst"
        return READERS + SLOW_READERS + SLOW_SENDERS, 8


class FromElsewhere(HTTPAdapter):
    """From an address of its own; `window` is how much may wait unread in this machine."""

    def __init__(self, address: str, window: int = 0) -> None:
        self.address = address
        self.window = window
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        options = [(socket.SOL_SOCKET, socket.SO_RCVBUF, self.window)] if self.window else []
        more["source_address"] = (self.address, 0)
        more["socket_options"] = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), *options]
        super().init_poolmanager(*args, **more)


class Somebody(HttpUser):
    """Signed in, from an address of their own."""

    abstract = True
    window = 0

    def on_start(self) -> None:
        self.client.mount("https://", FromElsewhere(next(_addresses), self.window))
        self.client.verify = os.environ["PEERHALL_LOAD_TRUST"]
        self.who = next(_readers)
        self.client.cookies.set(*self.who["cookie"], domain="localhost.local", path="/")
        self.client.headers["Referer"] = f"{self.host}/"

    def token(self, address: str, name: str) -> str | None:
        answer = self.client.get(address, name=name)
        found = TOKEN.search(answer.text)
        return found[1] if found else None


class Reader(Somebody):
    """The mixed journey: 60% read, 15% search, 15% forum, 5% post, 3% download, 2% login."""

    fixed_count = READERS

    def on_start(self) -> None:
        super().on_start()
        time.sleep(random.uniform(0, 12))

    def wait_time(self) -> float:
        return random.uniform(0.8, 1.2) * PACE_SECONDS[stage()] - self.taken

    def ask(self, name: str, address: str) -> Any:
        """A page, in half of all cases without being signed in."""
        begun, kept = time.monotonic(), self.client.cookies
        if random.random() < 0.5:
            self.client.cookies = RequestsCookieJar()
        answer = self.client.get(address, name=name)
        self.client.cookies = kept
        self.taken = time.monotonic() - begun
        return answer

    taken = 0.0

    @task(60)
    def read(self) -> None:
        self.ask("read", random.choice(PLAN["read"]))

    @task(15)
    def search(self) -> None:
        self.ask("search", "/en/search/?q=" + random.choice(PLAN["words"]).replace(" ", "+"))

    @task(15)
    def forum(self) -> None:
        self.ask("forum", random.choice((*PLAN["topics"], *PLAN["boards"] * 20)))

    @task(5)
    def post(self) -> None:
        address = random.choice(PLAN["topics"]) + "reply/"
        token = self.token(address, "post: its form")
        words = {
            "text": f"In our town it took {random.randint(3, 90)} weeks. What did it cost?",
            "key": str(uuid.uuid4()),
            "then": "post",
            "csrfmiddlewaretoken": token,
        }
        with self.client.post(
            address, words, name="post", allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}, not sent on")

    @task(3)
    def download(self) -> None:
        self.ask("download", random.choice(PLAN["files"]))

    @task(2)
    def sign_in(self) -> None:
        self.client.cookies.clear()
        address = "/en/account/login/"
        token = self.token(address, "login: its form")
        words = {"login": self.who["email"], "password": PLAN["password"]}
        with self.client.post(
            address,
            {**words, "csrfmiddlewaretoken": token},
            name="login",
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}, not signed in")


class SlowReader(Somebody):
    """Takes a manual of thirty megabytes at 20 kB/s, again and again."""

    fixed_count = SLOW_READERS
    window = 32_768

    @task
    def take(self) -> None:
        answer = self.client.get(PLAN["large_file"], name="slow download", stream=True)
        for _ in answer.iter_content(SLOW_READING):
            gevent.sleep(1)


class Trickle:
    """A body of a form with a file, which comes a little at a time."""

    def __init__(self, head: bytes, tail: bytes) -> None:
        self.head, self.tail = head, tail

    def __len__(self) -> int:
        return len(self.head) + UPLOAD_BYTES + len(self.tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        left = UPLOAD_BYTES
        while left:
            some = min(left, SLOW_SENDING)
            yield os.urandom(some)
            left -= some
            gevent.sleep(1)
        yield self.tail


class SlowSender(Somebody):
    """Sends a file of ten megabytes at 50 kB/s; it is no Word file, and the form says so."""

    fixed_count = SLOW_SENDERS

    @task
    def send(self) -> None:
        address, edge = "/en/write/word/", "an-edge-that-is-nowhere-else"
        token = self.token(address, "slow upload: its form")
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}'
            f'\r\n--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        body = Trickle(head.encode(), f"\r\n--{edge}--\r\n".encode())
        self.client.post(address, data=body, headers=kind, name="slow upload")
