"""Starts and asks the real demo, `./peerhall demo`, as a person at a terminal does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_SECONDS = 300
STOP_LIMIT_SECONDS = 30

ASK_FOR_ADDRESSES = """
import json
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, ManualPage
from pages.models import PageAddress
language = %r
def address(pages):
    public = PageAddress.objects.filter(is_public=True, language=language, page__in=pages)
    return public.order_by("address").values_list("address", flat=True).first()
found = {
    "home": f"/{language}/",
    "library": f"/{language}/library/",
    "manual": address(ManualPage.objects.filter(numchild__gt=0).values("pk")),
    "chapter": address(ChapterPage.objects.values("pk")),
    "article": address(ArticlePage.objects.values("pk")),
    "snapshot": address(CaseStudyPage.objects.filter(form="snapshot").values("pk")),
    "case study": address(CaseStudyPage.objects.filter(form="full").values("pk")),
    "login": f"/{language}/account/login/",
}
print(json.dumps({kind: address for kind, address in found.items() if address}))
"""


@dataclass(frozen=True)
class DemoSite:
    """A running demo: where it is, whom it knows, and the folder it lives in."""

    url: str
    data: Path
    process: subprocess.Popen[str]

    def manage(self, *arguments: str) -> str:
        """Standard output of a management command on the demo's database."""
        command = [sys.executable, str(ROOT / "peerhall"), "manage", *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(self.data, is_journey=True)

    @cached_property
    def accounts(self) -> list[dict[str, str]]:
        """Asked once: the command costs seconds, and a demo keeps the accounts it began with."""
        return json.loads(self.manage("demo_accounts", "--json"))

    def addresses(self, language: str) -> dict[str, str]:
        """An address for each kind of page that a visitor may read, in that language."""
        return json.loads(self.manage("shell", "--no-imports", "-c", ASK_FOR_ADDRESSES % language))

    def account(self, role: str) -> dict[str, str]:
        """The first account of that role."""
        return next(each for each in self.accounts if each["role"] == role)


def environment_of(data: Path, *, is_journey: bool = False) -> dict[str, str]:
    """The person's own shell, without what a test run has set.

    A journey on another database than SQLite names it in PEERHALL_JOURNEY_DATABASE.
    """
    ours = ("DJANGO_SETTINGS_MODULE", "PEERHALL_DEMO", "PYTHONPATH", "DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["PEERHALL_DATA"] = str(data)
    if is_journey and os.environ.get("PEERHALL_JOURNEY_DATABASE"):
        environment["DATABASE_URL"] = os.environ["PEERHALL_JOURNEY_DATABASE"]
    return environment


def start_demo(data: Path, port: int) -> subprocess.Popen[str]:
    """Start `./peerhall demo` and return when it has said where it is and who can sign in."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "peerhall"), "demo"],
        env={**environment_of(data, is_journey=True), "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    deadline = time.monotonic() + START_LIMIT_SECONDS
    for line in process.stdout:
        if line.startswith("Stop it with"):
            return process  # after the address and the accounts
        assert time.monotonic() < deadline
    raise AssertionError(f"./peerhall demo ended with exit code {process.wait()}")


def stop_demo(process: subprocess.Popen[str]) -> int:
    """Stop it as a person or a service manager would; its exit code."""
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(STOP_LIMIT_SECONDS)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
