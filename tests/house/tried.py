"""How many addresses the crawler asked for, as how many roles and by which methods.

Each test hands its count on with its report, so that it is told at the end whatever processes the
tests ran in. `pytest tests/house -m slow` ends with these lines.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_NAME = "addresses asked for"


class _Now:
    """Of the test that runs."""

    addresses: set[int] = set()
    requests: Counter[str] = Counter()


def count(address: str, method: str) -> None:
    """One request; what is sent by a form is counted by its method."""
    _Now.addresses.add(zlib.crc32(address.encode()))
    _Now.requests[method.upper()] += 1


@contextmanager
def counted_for(item: Any) -> Iterator[None]:
    """What is asked for meanwhile is told with the report of this test."""
    _Now.addresses, _Now.requests = set(), Counter()
    yield
    if _Now.requests:
        role = getattr(item, "callspec", None) and item.callspec.params.get("role")
        told = {
            "role": role or "",
            "addresses": sorted(_Now.addresses),
        }
        item.user_properties.append((_NAME, {**told, "requests": dict(_Now.requests)}))


class Tried:
    """The sum over all tests, for the end of a run."""

    def __init__(self) -> None:
        self.addresses: dict[str, set[int]] = {}
        self.requests: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds what a test asked for."""
        if report.when != "teardown":
            return
        for name, told in report.user_properties:
            if name == _NAME:
                self.addresses.setdefault(told["role"], set()).update(told["addresses"])
                self.requests.update(told["requests"])

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Tells it, where any was asked for."""
        if self.requests:
            terminalreporter.section("What the leak crawler asked for")
            terminalreporter.write_line(self.sentence())

    def sentence(self) -> str:
        """Addresses by roles, and requests by method."""
        roles = {role: those for role, those in self.addresses.items() if role}
        pairs = sum(len(those) for those in roles.values())
        different = len(set().union(*self.addresses.values()))
        by_method = ", ".join(f"{n:,} {method}" for method, n in self.requests.most_common())
        return (
            f"{different:,} addresses as {len(roles)} roles ({pairs:,} pairs of both): "
            f"{self.requests.total():,} requests, of them {by_method}."
        )
