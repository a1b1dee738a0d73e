"""Fills the stock site with the texts of a planted one and measures its search; prints JSON.

What a stock site does for a results page is done here: `search()` with all words, the number of
hits, ten of them, four facets by `facet()`, and a snippet cut around the first word found.
"""

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - the site must be set up first
from django.db import connection, transaction  # noqa: E402
from wagtail.search.backends import get_search_backend  # noqa: E402

from tests.bench.asking import figures_of, memory_of  # noqa: E402
from tests.bench.stock.models import Text  # noqa: E402

FACETS = ("type", "language", "country", "year")
BATCH = 1000


def fill(source: Path) -> float:
    """Load the texts and index them with Wagtail's own rebuild; seconds of the latter."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    if not Text.objects.exists():
        # Signals would index each row by itself; rows come in bulk and are indexed at once.
        batch: list[Text] = []
        with source.open(encoding="utf-8") as lines, transaction.atomic():
            for line in lines:
                batch.append(Text(**json.loads(line)))
                if len(batch) >= BATCH:
                    Text.objects.bulk_create(batch)
                    batch = []
            Text.objects.bulk_create(batch)
    began = time.perf_counter()
    call_command("update_index", verbosity=0, chunk_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - began


def ask(words: str) -> None:
    """One results page."""
    results = get_search_backend().search(words, Text.objects.all())
    results.count()
    for text in results[:10]:
        _snippet(text.body, words)
    for name in FACETS:
        results.facet(name)


def complete(beginning: str) -> None:
    """Eight titles for what was typed."""
    for text in get_search_backend().autocomplete(beginning, Text.objects.all())[:8]:
        str(text)


def _snippet(body: str, words: str) -> str:
    found = re.search("|".join(map(re.escape, words.split())), body, re.IGNORECASE)
    start = max(0, found.start() - 60) if found else 0
    return body[start : start + 260]


def publish(number: int) -> None:
    """Save a text, which Wagtail indexes by a signal, and find it."""
    text = Text.objects.order_by("pk")[number]
    text.title = f"Kelpie {number}"
    text.save()
    backend = get_search_backend()
    while not backend.search(f"Kelpie {number}", Text.objects.all()).count():
        time.sleep(0.01)


def size() -> int:
    """Bytes that the index takes in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('wagtailsearch_indexentry')")
        else:
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'wagtailsearch_index%'")
        return int(cursor.fetchone()[0])


def main() -> None:
    seconds = fill(Path(sys.argv[1]))
    questions: list[str] = json.loads(sys.argv[2])
    figures: dict[str, Any] = figures_of(ask, complete, questions, is_slow=True)
    began = time.perf_counter()
    for number in range(10):
        publish(number)
    figures |= {
        "build_s": seconds,
        "size": size(),
        "update_ms": (time.perf_counter() - began) * 100,
        "found_s": (time.perf_counter() - began) / 10,
        "memory": memory_of("self"),
    }
    print(json.dumps(figures))


main()
