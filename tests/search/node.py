"""A real Elasticsearch node, spoken to without our own client."""

from __future__ import annotations

import json
import urllib.request
from typing import Any


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
