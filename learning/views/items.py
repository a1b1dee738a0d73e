"""Pages of items: manuals and their chapters, articles, case studies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join, strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.context import item_context
from learning.models import (
    ArticlePage,
    CaseStudyPage,
    ChapterPage,
    LibraryItem,
    ManualPage,
    chapters_below,
)
from learning.permissions import can_grow
from pages.audiences import readable_by
from pages.pdf import can_make_pdf
from pages.rendering import RenderedBody, rendered_body
from people.space.head import head_for

# From this many headings on, an article has a table of contents.
HEADINGS_FOR_CONTENTS = 4


def manual(request: HttpRequest, page: ManualPage) -> HttpResponse:
    """The first page of a manual: what it is, its introduction, its chapters."""
    body = rendered_body(page, _version(request))
    chapters = chapters_of(page, request.user)
    context = {
        **_common(request, page, body),
        "chapters": chapters,
        "chapter_count": len(chapters),
        "contents": _contents(page, chapters, current=None, body=None),
        "next": chapters[0] if chapters else None,
        **_take_along(page),
    }
    return render(request, "learning/manual.html", context)


def chapter(request: HttpRequest, page: ChapterPage) -> HttpResponse:
    """One chapter, with its manual's facts beside it."""
    item = ManualPage.objects.select_related("our_address").get(path=page.path[: -page.steplen])
    body = rendered_body(page, _version(request))
    chapters = chapters_of(item, request.user)
    place = next((i for i, one in enumerate(chapters) if one["pk"] == page.pk), 0)
    context = {
        **_common(request, item, body, chapter=page),
        "page": page,
        "record": item,
        "manual_title": item.title,
        "crumbs": [*_crumbs(item), {"label": item.title, "url": item.address}],
        "chapter_number": place + 1,
        "chapter_count": len(chapters),
        "contents": _contents(item, chapters, current=page, body=body),
        "previous": chapters[place - 1]
        if place
        else {"title": item.title, "url": item.address, "number": None},
        "next": chapters[place + 1] if place + 1 < len(chapters) else None,
        **_take_along(item),
    }
    return render(request, "learning/chapter.html", context)


def article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """An article with its references."""
    body = rendered_body(page, _version(request))
    context = {
        **_common(request, page, body),
        "contents": _headings(body),
        "references": [line for line in page.references.splitlines() if line.strip()],
    }
    return render(request, "learning/article.html", context)


def case_study(request: HttpRequest, page: CaseStudyPage) -> HttpResponse:
    """A case study: its sections first, then any free text."""
    body = rendered_body(page, _version(request))
    is_snapshot = page.form == CaseStudyPage.Form.SNAPSHOT
    sections = [
        {"name": name, "title": title, "paragraphs": paragraphs(text)}
        for name, title, text in page.sections()
    ]
    context = {
        **_common(request, page, body),
        "contents": _headings(body) if not sections else [],
        "sections": sections,
        "is_snapshot": is_snapshot and bool(sections),
        "grow_url": reverse("grow", args=[page.pk])
        if is_snapshot and can_grow(request.user, page)
        else None,
    }
    return render(request, "learning/case_study.html", context)


def paragraphs(text: str) -> Any:
    """Plain text as escaped paragraphs, parted where it has empty lines."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return format_html_join("\n", "<p>{}</p>", ((part,) for part in parts if part))


def chapters_of(page: ManualPage, person: Any) -> list[dict[str, Any]]:
    """Chapters `person` may read, in their order, numbered from 1; one query."""
    rows = readable_by(chapters_below(page), person)
    values = rows.values_list("pk", "title", "our_address__address")
    return [
        {"pk": pk, "title": title, "url": url, "number": number}
        for number, (pk, title, url) in enumerate(values, start=1)
    ]


def _version(request: HttpRequest) -> int | None:
    return getattr(request, "site_version", None)


def _common(
    request: HttpRequest, item: LibraryItem, body: RenderedBody, chapter: ChapterPage | None = None
) -> dict[str, Any]:
    return {
        "page": item,
        "space": head_for(request, chapter or item),
        "record": item,
        "item": item_context(request, item, minutes=body.minutes, chapter=chapter),
        "crumbs": _crumbs(item),
        "body_html": body.html,
        "lead": _lead(item, body) if chapter is None else "",
    }


def _lead(item: LibraryItem, body: RenderedBody) -> str:
    """The summary, unless the text begins with the same words, as imported ones do."""
    beginning = " ".join(strip_tags(body.html[: 4 * len(item.summary) + 400]).split())
    return "" if beginning.startswith(item.summary.rstrip(".… ")) else item.summary


def _crumbs(item: LibraryItem) -> list[dict[str, Any]]:
    return [{"label": _("Library"), "url": f"/{get_language()}/library/"}]


def _contents(
    item: ManualPage,
    chapters: list[dict[str, Any]],
    current: ChapterPage | None,
    body: RenderedBody | None,
) -> list[dict[str, Any]]:
    return [
        {
            **one,
            "is_current": current is not None and one["pk"] == current.pk,
            "sections": [h for h in body.headings if h.level <= 3]
            if body is not None and current is not None and one["pk"] == current.pk
            else [],
        }
        for one in chapters
    ]


def _headings(body: RenderedBody) -> list[dict[str, Any]]:
    tops = [heading for heading in body.headings if heading.level == 2]
    if len(tops) < HEADINGS_FOR_CONTENTS:
        return []
    return [{"title": one.title, "url": f"#{one.anchor}"} for one in tops]


def _take_along(item: ManualPage) -> dict[str, Any]:
    return {
        "print_url": reverse("print_item", args=[item.pk]),
        "pdf": {"url": reverse("pdf_item", args=[item.pk])} if can_make_pdf() else None,
        "pdf_missing": not can_make_pdf(),
    }
