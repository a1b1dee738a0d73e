"""The whole manual on one page, to print or to read without a connection, and as a PDF."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learning.context import item_context
from learning.models import ManualPage, chapters_below
from learning.permissions import get_item_for
from pages.audiences import readable_by
from pages.pdf import can_make_pdf, make_pdf
from pages.rendering import render_body


@require_safe
def print_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A manual with all its chapters, for paper."""
    elsewhere = _own_language_address(request, pk)
    return elsewhere or render(request, "learning/print.html", _book(request, pk))


@require_safe
def pdf_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF; 404 where this server cannot make one (the page then offers printing)."""
    if not can_make_pdf():
        raise Http404
    elsewhere = _own_language_address(request, pk)
    if elsewhere:
        return elsewhere
    context = _book(request, pk)
    html = render_to_string("learning/print.html", context, request=request)
    made = make_pdf(html, person=request.user, static_url=settings.STATIC_URL)
    name = slugify(context["page"].title, allow_unicode=True)[:80] or "manual"
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _own_language_address(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Where the manual's own frame is, if it was asked for under another language."""
    language = get_item_for(request.user, pk).language
    if language == get_language():
        return None
    return redirect(f"/{language}/{request.path_info.partition('/')[2].partition('/')[2]}")


def _book(request: HttpRequest, pk: int) -> dict[str, Any]:
    item = get_item_for(request.user, pk)
    manual = ManualPage.objects.select_related("our_address").filter(pk=item.pk).first()
    if manual is None:
        raise Http404
    introduction = render_body(manual.body)
    rows = readable_by(chapters_below(manual), request.user)
    chapters = [
        {"number": number, "title": row.title, "body_html": render_body(row.body).html}
        for number, row in enumerate(rows, start=1)
    ]
    return {
        "page": manual,
        "item": item_context(request, manual, minutes=0),
        "chapters": chapters,
        "body_html": introduction.html,
        "back_url": manual.address,
        "address": f"{settings.WAGTAILADMIN_BASE_URL}{manual.address}",
    }
