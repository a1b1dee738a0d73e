"""A gunicorn, of one worker where its CPU time is asked for, and what its workers have used."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_SECONDS = 60
ONE_WORKER = ("--workers", "1")
AS_DEPLOYED = ("--config", "site/deployment/gunicorn.conf.py")


def proportional_memory(pid: int) -> int:
    """Bytes of a process of this machine, what it shares divided by those it shares it with."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class Server:
    """Serves a WSGI application on loopback while the `with` block lasts."""

    def __init__(
        self,
        application: str,
        environment: dict[str, str],
        *,
        python: str = sys.executable,
        options: tuple[str, ...] = ONE_WORKER,
    ) -> None:
        self.python = python
        self.options = options
        self.application = application
        self.environment = environment
        (self.port,) = free_ports(1)

    def __enter__(self) -> Server:
        command = [self.python, "-m", "gunicorn", self.application, *self.options]
        command += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        command += ["--log-level", "error"]
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **self.environment})
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.get("/")
            except OSError:
                time.sleep(0.1)
            else:
                self.workers = self._find_workers()
                return self
        self.__exit__()
        raise RuntimeError(f"{self.application} did not start within {START_LIMIT_SECONDS} s")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in lower case, and body; a new connection each time, as visitors make."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=named)
            response = connection.getresponse()
            body = response.read()
            known = {name.lower(): value for name, value in response.getheaders()}
            return response.status, known, body
        finally:
            connection.close()

    def cpu_seconds(self) -> float:
        """CPU time of the only worker so far, all its threads, in seconds to the nanosecond.

        Linux gives every process a clock of its CPU time, whose number is made of the process's
        (clock_getcpuclockid of POSIX, which Python does not have).
        """
        (worker,) = self.workers
        return time.clock_gettime((~worker << 3) | 2)

    def memory(self) -> int:
        """Bytes of the largest worker: its own, and its share of what all have in common (PSS)."""
        return max(map(proportional_memory, self.workers))

    def _find_workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()]
