"""What is measured inside a site full of partnerships; answers in JSON on standard output."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.temp import NamedTemporaryFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

# Sets the site up.
from tests.bench.among_people import browser_of, measured  # isort: skip

from partnerships.iati.exporting import partnership_rows, write_file  # isort: skip
from partnerships.iati.importing import import_file  # isort: skip
from partnerships.models import CountryPlan, Partnership  # isort: skip
from people.models import Person, RoleGrant  # isort: skip

ROUNDS, ROUNDS_OF_FILES = 9, 3
# How far down the list is asked for.
DEEP = 9 / 10


def screens() -> dict[str, dict[str, float]]:
    """For each screen its queries of the database and its CPU in ms, the median of some rounds."""
    visitor, programme = browser_of(None), browser_of(_editor_of_the_programme())
    with translation.override("en"):
        addresses = _addresses()
        figures = reverse("plan_figures", args=[_plan().pk])
        file = reverse("partnerships_file", args=["csv"])
    costs = {
        f"{name}, visitor": _of_page(visitor, address, ROUNDS)
        for name, address in addresses.items()
    }
    costs["partnerships, programme"] = _of_page(programme, addresses["partnerships"], ROUNDS)
    costs["figures of the plan, programme"] = _of_page(programme, figures, ROUNDS)
    costs["the list as CSV"] = _of_page(visitor, file, ROUNDS_OF_FILES)
    return costs


def _addresses() -> dict[str, str]:
    known, plan = reverse("partnerships"), _plan()
    one = Partnership.objects.order_by("-changed_at").first()
    assert one is not None
    theme = plan.themes.select_related("theme").order_by("rank")[0].theme
    rows = Partnership.objects.order_by("-changed_at", "pk")
    deep = rows[int(rows.count() * DEEP)]
    return {
        "partnerships": known,
        "partnerships, far down": f"{known}?after={deep.pk}",
        "partnerships of a country": f"{known}?country=ZM",
        "partnerships on a theme": f"{known}?theme={theme.slug}",
        "partnerships of a plan": f"{known}?plan={plan.pk}",
        "partnerships of a state": f"{known}?status=3",
        "country plan": reverse("country_plan", args=[plan.pk]),
        "theme of the plan": reverse("plan_theme", args=[plan.pk, theme.slug]),
        "partnership": reverse("partnership", args=[one.pk]),
        "its file of IATI": reverse("partnership_iati", args=[one.pk]),
        "feed of what was learnt": reverse("outputs_feed"),
    }


def _plan() -> CountryPlan:
    return CountryPlan.objects.select_related("agreed").order_by("made_at")[0]


def _editor_of_the_programme() -> Person:
    person, is_new = Person.objects.get_or_create(
        email="bench@peerhall.example", defaults={"name": "Measured Editor"}
    )
    if is_new:
        now = timezone.now()
        RoleGrant.objects.create(
            person=person, role="programme-editor", given_at=now, confirmed_at=now
        )
    return person


def files() -> dict[str, dict[str, float]]:
    """All of the plan given out as IATI, and what others publish looked at, nothing kept."""
    folder = Path(sys.argv[2])

    def give_out() -> None:
        write_file(partnership_rows(partnership=None, plan=_plan().pk), BytesIO())

    def bring_in() -> None:
        for path in sorted(folder.glob("*.xml")):
            import_file(path, is_preview=True)

    found = {"iati_export of the plan": _median(give_out, ROUNDS_OF_FILES)}
    if folder.is_dir():
        found["iati_import of 11 published files"] = _median(bring_in, ROUNDS_OF_FILES)
    return found


def a_large_file() -> None:
    """Write a valid file of so many MB: what is planted here, again and again."""
    path, wanted = Path(sys.argv[2]), int(sys.argv[3]) * 1_000_000
    with NamedTemporaryFile() as file:
        write_file(partnership_rows(partnership=None, plan=_plan().pk), file)
        file.flush()
        lines = Path(file.name).read_bytes().splitlines(keepends=True)
    body, written, turn = lines[2:-1], 0, 0
    with path.open("wb") as large:
        large.writelines(lines[:2])
        while written < wanted:
            turn += 1
            mark = f"<iati-identifier>{turn}-".encode()
            written += large.write(b"".join(body).replace(b"<iati-identifier>", mark))
        large.write(lines[-1])


def _of_page(browser: Any, address: str, rounds: int) -> dict[str, float]:
    return _median(lambda: browser.get(address, headers={"host": "localhost"}), rounds, status=200)


def _median(do: Callable[[], Any], rounds: int, status: int | None = None) -> dict[str, float]:
    """Queries are counted apart: to note them down costs more than some of them do."""
    asked = 0

    def count(execute: Any, *asking: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*asking)

    do() if status is None else measured(do, status)
    # Django's own log of queries forgets those before the last 9,000.
    with connection.execute_wrapper(count):
        do()
    return {"queries": asked, "ms": statistics.median(_cpu_of(do) for _ in range(rounds))}


def _cpu_of(do: Callable[[], Any]) -> float:
    began = time.process_time()
    do()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    if sys.argv[1] == "a large file":
        a_large_file()
    else:
        print(json.dumps({"screens": screens, "files": files}[sys.argv[1]]()))
