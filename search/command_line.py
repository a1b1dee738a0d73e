"""Requests and answers of `manage.py search`, as plain data."""

from typing import Any

from people.models import Person
from search.asking import FILTERS
from search.engine.interface import Request
from search.engines import current_engine
from search.hits import ShownHit, show_hits
from search.permissions import reader_for

OPTIONS = ("query", *FILTERS, "sort", "page", "limit", "as")
_LARGEST_LIMIT = 100


class BadRequest(Exception):
    """A request that cannot be understood; its text says why."""


def answer_to(said: dict[str, Any]) -> dict[str, Any]:
    """Answer one request. Raises BadRequest, and SearchUnavailable where there is no index."""
    unknown = sorted(said.keys() - set(OPTIONS))
    if unknown:
        raise BadRequest(f"unknown: {', '.join(map(str, unknown))}")
    person = _person(said.get("as"))
    filters = {FILTERS[name]: _values(name, said[name]) for name in FILTERS if said.get(name)}
    request = Request(
        text=str(said.get("query") or ""),
        filters=filters,
        sort="date" if said.get("sort") == "date" or not said.get("query") else "relevance",
        page=_number(said, "page", 1, 10_000),
        per_page=_number(said, "limit", 10, _LARGEST_LIMIT),
        language=filters.get("language", ["en"])[0],
        reader=reader_for(person),
    )
    answer = current_engine().search(request)
    return {
        "total": answer.total,
        "took_ms": round(answer.took_ms, 2),
        "engine": answer.engine,
        "suggestion": answer.suggestion,
        "is_forgiving": answer.is_forgiving,
        "facets": {
            name: dict(answer.facets[facet])
            for name, facet in FILTERS.items()
            if facet in answer.facets
        },
        "hits": [_hit(one) for one in show_hits(answer.hits, person)],
    }


def _hit(shown: ShownHit) -> dict[str, Any]:
    part = None
    if shown.part_url:
        part = {"kind": shown.part_kind, "title": shown.part_label, "url": shown.part_url}
    return {
        "title": shown.title,
        "url": shown.url,
        "language": shown.language,
        "type": shown.type,
        "external_id": shown.external_id,
        "part": part,
        "versions": [
            {"language": one.language, "title": one.title, "url": one.url} for one in shown.versions
        ],
        "passage": str(shown.passage),
    }


def _person(email: Any) -> Person | None:
    if not email:
        return None
    person = Person.objects.filter(email__iexact=str(email)).first()
    if person is None:
        raise BadRequest(f"nobody has the address {email}")
    return person


def _values(name: str, value: Any) -> list[str]:
    if name == "contact":
        return ["yes"]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _number(said: dict[str, Any], name: str, usual: int, largest: int) -> int:
    value = said.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= largest:
        raise BadRequest(f"{name} is a number from 1 to {largest}")
    return value
