"""The results page and the suggestions while typing."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.languages import direction_of
from pages.models import PageAddress
from pages.registries import page_key, vain_search_steps
from search import vain
from search.asking import PER_PAGE, Asked
from search.degraded import search_titles
from search.engine.interface import Answer, Reader, SearchUnavailable
from search.engines import current_engine
from search.facets import Names, chip_context, facet_context
from search.hits import ShownHit, show_hits
from search.kinds import KIND_LABELS
from search.permissions import reader_and_version, reader_for
from search.sources import page_ids_among, readable_rows
from search.tabs import tab_context

_MOST_SUGGESTIONS = 8
_PAGES_AROUND = 2


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found, with everything that was asked in the address."""
    asked = Asked.from_query(request.GET)
    language = get_language() or "en"
    is_asked = bool(asked.words or asked.chosen)
    reader, site_version = reader_and_version(request.user)
    answer, hits, is_degraded = (
        _ask(asked, request.user, language, reader) if is_asked else _NOTHING
    )
    # Under another tab there may be some: the words were not in vain then.
    if is_asked and not answer.facets.get("type") and not is_degraded:
        vain.note(asked.words, language)
    names = Names(answer.facets, asked, site_version, request.user)
    context = {
        "request_form": {"q": asked.words},
        "answer": {**_told(answer, asked), "hits": hits, "degraded": is_degraded},
        "facets": facet_context(answer.facets, asked, names),
        "chips": chip_context(asked, names),
        "pager": _pager(asked, answer.total),
        "suggest_url": reverse("suggest"),
        **(_ways_on(request, asked, answer, language) if is_asked else _NO_WAYS),
    }
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


_NO_WAYS: dict[str, Any] = {"tabs": [], "sorts": [], "next_steps": [], "to_save": {}}


def _ways_on(request: HttpRequest, asked: Asked, answer: Answer, language: str) -> dict[str, Any]:
    """Where one goes from what was asked: other tabs and orders, next steps, keeping it."""
    return {
        "tabs": tab_context(answer.facets, asked),
        "sorts": _sorts(asked) if asked.words else [],
        "next_steps": _next_steps(request, asked, answer, language),
        "to_save": {"q": asked.words, **asked.chosen},
    }


def _told(answer: Answer, asked: Asked) -> dict[str, Any]:
    """What the page says of an answer beside its hits."""
    return {
        "total": answer.total,
        "took_ms": round(answer.took_ms, 1),
        "suggestion": _suggestion(asked, answer),
        "forgiving": answer.is_forgiving,
        "language_count": len(answer.facets.get("language", ())),
    }


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles that begin so; of public items only, whoever asks (safeguards L08)."""
    language = get_language() or "en"
    try:
        found = current_engine().suggest(
            request.GET.get("q", ""), language, reader_for(None), _MOST_SUGGESTIONS
        )
    except SearchUnavailable:
        found = []
    known = _public_titles(one.key for one in found)
    suggestions = [
        {
            "title": known[one.key][1],
            "url": known[one.key][0],
            "type_label": str(KIND_LABELS.get(one.type, one.type)),
            "language": one.language,
            "dir": direction_of(one.language),
        }
        for one in found
        if one.key in known
    ]
    return JsonResponse({"suggestions": suggestions})


def _public_titles(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Address and title of what everyone may read now, by key; one query for each room."""
    asked = list(keys)
    known: dict[str, tuple[str, str]] = {}
    if page_ids := page_ids_among(asked):
        rows = PageAddress.objects.filter(page_id__in=page_ids, is_public=True)
        for pk, url, title in rows.values_list("page_id", "address", "page__title"):
            known[page_key(pk)] = (url, title)
    return known | {key: (one.url, one.title) for key, one in readable_rows(asked, None).items()}


def _ask(
    asked: Asked, person: Any, language: str, reader: Reader
) -> tuple[Answer, list[ShownHit] | list[Any], bool]:
    """Answer from the index; from titles in the database where it cannot be asked."""
    try:
        answer = current_engine().search(asked.request(language, reader))
    except SearchUnavailable:
        return search_titles(asked, person)
    return answer, show_hits(answer.hits, person), False


_NOTHING: tuple[Answer, list[Any], bool] = (Answer([], 0, {}, "", False, "", 0.0), [], False)


def _suggestion(asked: Asked, answer: Answer) -> dict[str, str] | None:
    if not answer.suggestion:
        return None
    return {"words": answer.suggestion, "url": asked.with_words(answer.suggestion).url}


def _sorts(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Best first"),
            "url": asked.sorted_by("relevance").url,
            "is_chosen": asked.sort == "relevance",
        },
        {
            "label": _("Newest first"),
            "url": asked.sorted_by("date").url,
            "is_chosen": asked.sort == "date",
        },
    ]


def _pager(asked: Asked, total: int) -> dict[str, Any]:
    last = -(-total // PER_PAGE)
    first_shown = max(1, min(asked.page - _PAGES_AROUND, last - 2 * _PAGES_AROUND))
    numbers = range(first_shown, min(last, first_shown + 2 * _PAGES_AROUND) + 1)
    return {
        "pages": [
            {"number": one, "url": asked.on_page(one).url, "is_current": one == asked.page}
            for one in numbers
        ],
        "previous_url": asked.on_page(asked.page - 1).url if asked.page > 1 else None,
        "next_url": asked.on_page(asked.page + 1).url if asked.page < last else None,
    }


def _next_steps(
    request: HttpRequest, asked: Asked, answer: Answer, language: str
) -> list[dict[str, str]]:
    """What one can do where the answer is not here."""
    steps = []
    if "language" in asked.chosen:
        steps.append(
            {
                "label": _("Search in all languages"),
                "url": asked.without("language").url,
                "text": "",
            }
        )
    others = [name for name in asked.chosen if name != "language"]
    if others:
        steps.append(
            {"label": _("Search without filters"), "url": asked.without(*others).url, "text": ""}
        )
    if asked.words:
        steps.append(
            {
                "label": _("Look for an organisation of this name"),
                "url": f"{reverse('organisations')}?{urlencode({'q': asked.words})}",
                "text": _("Local governments, their associations, and the bodies around them."),
            }
        )
    steps.append(
        {
            "label": _("Look through the library by theme"),
            "url": f"/{language}/library/",
            "text": _("Everything there is, newest first."),
        }
    )
    if not answer.total and asked.words:
        offers = (offer(request, asked.words) for offer in vain_search_steps)
        steps += [{"label": one.label, "url": one.url, "text": ""} for one in offers if one]
    return steps
