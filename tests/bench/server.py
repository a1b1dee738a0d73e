"""A gunicorn of one worker, and the CPU time that worker has used."""

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


def proportional_memory(pid: int) -> int:
    """Bytes of a process of this machine, what it shares divided by those it shares it with."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class Server:
    """Serves a WSGI application on loopback while the `with` block lasts."""

    def __init__(
        self, application: str, environment: dict[str, str], *, python: str = sys.executable
    ) -> None:
        self.python = python
        self.application = application
        self.environment = environment
        (self.port,) = free_ports(1)

    def __enter__(self) -> Server:
        command = [self.python, "-m", "gunicorn", self.application, "--workers", "1"]
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
                self.worker = self._find_worker()
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
        """CPU time of the worker so far, all its threads, in seconds to the nanosecond.

        Linux gives every process a clock of its CPU time, whose number is made of the process's
        (clock_getcpuclockid of POSIX, which Python does not have).
        """
        return time.clock_gettime((~self.worker << 3) | 2)

    def memory(self) -> int:
        """Bytes of the worker: its own, and its share of what it has in common (PSS)."""
        return proportional_memory(self.worker)

    def _find_worker(self) -> int:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        (worker,) = map(int, children.read_text().split())
        return worker
