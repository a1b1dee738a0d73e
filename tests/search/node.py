"""A real Elasticsearch node, spoken to without our own client."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

from tests.ports import free_ports


def ask(url: str, method: str = "GET", path: str = "", body: object = None) -> Any:
    """Send one request to a node and return its answer in JSON; an error status is raised."""
    request = urllib.request.Request(
        f"{url}/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"null")


def indices(url: str, beginning: str) -> list[str]:
    """The names of the indices that begin so."""
    return sorted(ask(url, path=f"_settings/index.uuid?index={beginning}*") or ())


def remove_indices(url: str, beginning: str) -> None:
    """Remove the indices that begin so; a node refuses to be asked with a pattern."""
    for name in indices(url, beginning):
        ask(url, "DELETE", name)


class OwnNode:
    """A node that a test may kill, freeze and break, put together by the recipe in the samples."""

    def __init__(self, recipe: Path, folder: Path) -> None:
        (port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self._recipe = recipe
        self._folder = folder
        self._environment = {
            **os.environ,
            "ES_NODE_PORT": str(port),
            "ES_NODE_DIR": str(folder),
        }

    @staticmethod
    def is_possible(recipe: Path) -> bool:
        """Whether this machine can put a node together."""
        return recipe.exists() and bool(shutil.which("javac") and shutil.which("mvn"))

    def start(self) -> None:
        """Start it, with the data it had; returns when it answers."""
        self._run("start")

    def wipe(self) -> None:
        """End it and remove its data."""
        self.thaw()
        self._run("wipe")

    def kill(self) -> None:
        """End it as a loss of power would: from now on it refuses."""
        pid = self._pid()
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists() and _state_of(pid) != "Z":
            pass

    def freeze(self) -> None:
        """Let it take connections and answer none of them."""
        os.kill(self._pid(), signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was frozen."""
        try:
            os.kill(self._pid(), signal.SIGCONT)
        except OSError:
            return

    def set(self, **settings: object) -> None:
        """Change settings of the cluster, with ``__`` for a dot; None is the default again."""
        changed = {name.replace("__", "."): value for name, value in settings.items()}
        ask(self.url, "PUT", "_cluster/settings", {"persistent": changed})

    def _pid(self) -> int:
        return int((self._folder / "node.pid").read_text())

    def _run(self, verb: str) -> None:
        subprocess.run(
            [self._recipe, verb],
            env=self._environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _state_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
