"""Real workers and a real web server, as processes of their own, which are killed for certain."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection, connections

from pages.models import LivingWorker
from tests.ports import free_ports
from tests.workers.mail_server import MailServer, running_mail_server

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def wait_until(is_so: Callable[[], Any], patience: float = PATIENCE) -> None:
    """Return when it is so; fail when it is not for a minute, or as long as was said."""
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.1)


@dataclass
class Machine:
    """A site's processes on a database, an index and a folder that they share with the test."""

    data: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, lease: float) -> subprocess.Popen[bytes]:
        """A worker that has made itself known; its lines are in `log`."""
        known = set(LivingWorker.objects.values_list("pk", flat=True))
        worker = self._start([*self._manage("work"), "--lease", str(lease)])
        wait_until(lambda: LivingWorker.objects.exclude(pk__in=known).exists())
        return worker

    def manage(self, *arguments: str) -> int:
        """Run a management command to its end; its exit code."""
        return self._start(self._manage(*arguments)).wait(PATIENCE)

    def run_stock_worker(self) -> None:
        """The worker that django-tasks-db brings, until it finds nothing more to do: a control."""
        stock = ("db_worker", "--batch", "--no-startup-delay", "--no-reload", "--queue-name", "*")
        assert self.manage(*stock) == 0

    def start_web(self, application: str) -> str:
        """A web server; its address."""
        (port,) = free_ports(1)
        gunicorn = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
        self._start([*gunicorn, "--no-control-socket", "--log-level", "warning"])
        wait_until(lambda: _is_listening(port))
        return f"http://127.0.0.1:{port}"

    @property
    def log(self) -> str:
        return (self.data / "log").read_text()

    def stop_all(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _manage(self, *arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.data / "log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def machine(
    transactional_db: None, ground: None, settings: Any, tmp_path: Path, mail_server: MailServer
) -> Iterator[Machine]:
    """A machine with the ground of a site and no worker yet."""
    settings.PEERHALL_DATA = tmp_path
    # The index on disk: how a server fails is shown in tests/search/test_the_server_fails.py.
    settings.SEARCH_SERVER = None
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    environment = {
        **os.environ,
        "ELASTICSEARCH_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "PEERHALL_DATA": str(tmp_path),
        "PEERHALL_DEMO": "0",
        "SECRET_KEY": site_settings.SECRET_KEY,
        "EMAIL_URL": mail_server.url,
    }
    if connection.vendor == "sqlite":
        with _on_a_file(tmp_path / "peerhall.sqlite3"):
            yield from _machine(tmp_path, environment)
    else:
        database = connection.settings_dict
        environment["DATABASE_URL"] = (
            f"postgres://{database['USER']}:{database['PASSWORD']}"
            f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        )
        yield from _machine(tmp_path, environment)


def _machine(data: Path, environment: dict[str, str]) -> Iterator[Machine]:
    machine = Machine(data, environment)
    try:
        yield machine
    finally:
        machine.stop_all()


@contextmanager
def _on_a_file(path: Path) -> Iterator[None]:
    """The test's database in memory, copied into a file that other processes can open."""
    in_memory = connections["default"]
    in_memory.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        in_memory.connection.backup(copy)
    on_file = in_memory.copy()
    on_file.settings_dict["NAME"] = str(path)
    connections["default"] = on_file
    try:
        yield
    finally:
        on_file.close()
        connections["default"] = in_memory


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server
