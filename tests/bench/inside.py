"""What can only be measured inside the site's own process; answers in JSON on standard output."""

import itertools
import json
import random
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402 - the site must be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from learning.models import ArticlePage, CaseStudyPage, ChapterPage, ManualPage  # noqa: E402
from learning.planting.writing import WORDS  # noqa: E402
from pages.models import PageAddress, SiteVersion  # noqa: E402
from people.models import Person  # noqa: E402
from tests.bench.asking import figures_of, memory_of  # noqa: E402
from tests.search import node  # noqa: E402

ADDRESSES = 400
QUERIES = 100


def addresses() -> dict[str, list[str]]:
    """Addresses to ask for, by kind of page; English ones that everyone may read."""
    chance = random.Random(5)
    kinds = {
        "article": ArticlePage,
        "case study": CaseStudyPage,
        "manual": ManualPage,
        "chapter": ChapterPage,
    }
    found: dict[str, list[str]] = {}
    for kind, model in kinds.items():
        public = PageAddress.objects.filter(is_public=True, language="en")
        keys = model.objects.order_by("path").values("pk")
        known = list(public.filter(page_id__in=keys).values_list("address", flat=True))
        found[kind] = chance.sample(known, min(ADDRESSES, len(known)))
    # Whatever their language: nobody else may have asked for them before.
    articles = PageAddress.objects.filter(
        is_public=True, page_id__in=ArticlePage.objects.values("pk")
    ).exclude(address__in=found["article"])
    known = list(articles.order_by("page_id").values_list("address", flat=True))
    found["article, first reader"] = chance.sample(known, min(ADDRESSES, len(known)))
    with translation.override("en"):
        search, suggest = reverse("search"), reverse("suggest")
    words = queries()
    found["home"] = ["/en/"]
    found["list"] = ["/en/library/"]
    found["results"] = [f"{search}?{urlencode({'q': each})}" for each in words]
    found["suggestion"] = [f"{suggest}?{urlencode({'q': each[:5]})}" for each in words]
    return found


def queries() -> list[str]:
    """Words that readers of the planted pages would ask for."""
    chance = random.Random(6)
    topics = list(WORDS["en"]["topics"].values())
    asked = [
        chance.choice(topics) + chance.choice(["", f" {place}", " budget", " residents", " cost"])
        for place in chance.choices(WORDS["places"], k=QUERIES)
    ]
    return list(dict.fromkeys(asked))


def counted_queries() -> dict[str, dict[str, int]]:
    """Queries of the database for each kind of page, as a visitor and as a member."""
    member, _ = Person.objects.get_or_create(
        email="bench@peerhall.example", defaults={"name": "Measured Member"}
    )
    clients = {"visitor": Client(), "member": Client()}
    clients["member"].force_login(member, backend=settings.AUTHENTICATION_BACKENDS[-1])
    counts: dict[str, dict[str, int]] = {}
    for kind, known in addresses().items():
        if not known or kind == "article, first reader":
            continue
        for role, client in clients.items():
            address = known[0]
            client.get(address, headers={"host": "localhost"})
            with CaptureQueriesContext(
                connection,
            ) as captured:
                response = client.get(address, headers={"host": "localhost"})
            if response.status_code != 200:
                raise SystemExit(f"{address} answered {response.status_code}")
            counts.setdefault(kind, {})[role] = len(captured)
    return counts


def engine() -> dict[str, Any]:
    """Milliseconds of a results page in the engine alone, and of the bare index under it."""
    import tantivy

    from search.engine.embedded.folder import OPEN_FOLDER, IndexFolder
    from search.engine.embedded.schema import register_tokenizers
    from search.engine.interface import Request
    from search.engine.language.analysis import analyser_for
    from search.engines import current_engine

    ours = current_engine()
    generation = IndexFolder(settings.SEARCH_INDEX_FOLDER).generation()
    index = tantivy.Index.open(str(generation / OPEN_FOLDER))
    register_tokenizers(index)
    searcher, schema = index.searcher(), index.schema
    analyser = analyser_for("en")
    facets = {name: {"terms": {"field": name, "size": 60}} for name in ("type", "theme", "year")}

    def ask_ours(words: str) -> None:
        ours.search(Request(text=words, language="en"))

    def ask_bare(words: str) -> None:
        terms = [
            tantivy.Query.term_query(schema, "text_en", term) for term in analyser.terms(words)
        ]
        must = [(tantivy.Occur.Must, each) for each in terms]
        query = tantivy.Query.boolean_query(must)
        for _, place in searcher.search(query, limit=10, count=True).hits:
            searcher.doc(place)
        searcher.aggregate(query, facets)

    times: dict[str, list[float]] = {"ours": [], "bare": []}
    used: dict[str, float] = {"ours": 0.0, "bare": 0.0}
    asked = queries()
    for words in asked:
        ask_ours(words)
    for _ in range(5):
        for name, ask in (("ours", ask_ours), ("bare", ask_bare)):
            for words in asked:
                began, began_cpu = time.perf_counter(), time.process_time()
                ask(words)
                times[name].append((time.perf_counter() - began) * 1000)
                used[name] += time.process_time() - began_cpu
    return {
        "p50_ms": statistics.median(times["ours"]),
        "p95_ms": statistics.quantiles(times["ours"], n=20)[18],
        "bare_p50_ms": statistics.median(times["bare"]),
        "bare_p95_ms": statistics.quantiles(times["bare"], n=20)[18],
        "cpu_ratio": used["ours"] / used["bare"],
    }


def texts() -> None:
    """Write each item as a line of JSON, as the stock site takes it (tests/bench/stock)."""
    from search.sources import all_documents

    for one in all_documents(1):
        row = {
            "title": one.title,
            "body": " ".join([one.summary, *(part.text for part in one.parts)]),
            "language": one.language,
            "type": one.type,
            "country": one.countries[0] if one.countries else "",
            "year": one.year,
        }
        print(json.dumps(row))


def searching() -> dict[str, Any]:
    """What a visitor's search costs with the engine of this site, and what keeping it costs."""
    from search.engine.interface import Request, SearchUnavailable
    from search.engines import current_engine, current_writer
    from search.following import rebuild, work_off
    from search.permissions import reader_for
    from search.sources import all_documents

    work_off()
    began = time.perf_counter()
    rebuild(600)
    built = time.perf_counter() - began
    engine, reader = current_engine(), reader_for(None)
    figures: dict[str, Any] = figures_of(
        lambda words: engine.search(Request(words, language="en", reader=reader)),
        lambda beginning: engine.suggest(beginning, "en", reader),
        queries(),
        gives_up=SearchUnavailable,
    )
    documents = all_documents(SiteVersion.current())
    writer, items = current_writer(60), list(itertools.islice(documents, 20))
    began = time.perf_counter()
    for item in items:
        writer.apply([item])
    figures |= {"build_s": built, "update_ms": (time.perf_counter() - began) / len(items) * 1000}
    page = ArticlePage.objects.filter(live=True, language="en").order_by("pk").first()
    began = time.perf_counter()
    page.title = f"Kelpie {time.time_ns()}"
    page.save_revision().publish()
    asked = Request(page.title, language="en", reader=reader)
    while page.title not in [hit.title for hit in engine.search(asked).hits]:
        work_off()
    found = time.perf_counter() - began
    return figures | {
        "found_s": found,
        "size": _size_of_index(),
        "memory": memory_of("self"),
        "server_memory": _server_memory(),
    }


def _size_of_index() -> int:
    from search.engine.embedded.folder import IndexFolder

    server = settings.SEARCH_SERVER
    if server is None:
        folder = IndexFolder(settings.SEARCH_INDEX_FOLDER).generation()
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    stats = node.ask(server.url, path=f"{server.index}-*/_stats/store")
    return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


def _server_memory() -> int:
    server = settings.SEARCH_SERVER
    if server is None:
        return 0
    (one,) = node.ask(server.url, path="_nodes/process")["nodes"].values()
    return memory_of(one["process"]["id"])


def indexing() -> dict[str, float]:
    """Seconds to write the whole index anew."""
    began = time.perf_counter()
    call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
    return {"seconds": time.perf_counter() - began}


if __name__ == "__main__":
    asked = {
        "addresses": addresses,
        "queries": counted_queries,
        "engine": engine,
        "indexing": indexing,
        "searching": searching,
        "questions": queries,
    }
    if sys.argv[1] == "texts":
        texts()
    else:
        print(json.dumps(asked[sys.argv[1]]()))
