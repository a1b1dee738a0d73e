"""The statement on the screen, and as a PDF."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pages.pdf import can_make_pdf, make_pdf
from people.benefits.permissions import get_member_for
from people.benefits.statement import statement_of, years_of
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_safe
@for_roles
def benefits(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    """What a member gave and received in a year; 404 for a year in which it was no member."""
    context = _context(request, pk, year)
    context["pdf_url"] = reverse("benefits_pdf", args=[pk, year]) if can_make_pdf() else ""
    return render(request, "people/benefits/statement.html", context)


@require_safe
@for_roles
def benefits_pdf(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    """The same to take to a council; 404 where this server cannot make one (the page says so)."""
    context = _context(request, pk, year)
    if not can_make_pdf():
        raise Http404
    html = render_to_string("people/benefits/print.html", context, request=request)
    made = make_pdf(html, person=request.user, static_url=settings.STATIC_URL)
    name = slugify(context["statement"].organisation.name, allow_unicode=True)[:80] or "member"
    response = HttpResponse(made, content_type="application/pdf")
    disposition = content_disposition_header(True, f"{name}-{year}.pdf")
    response.headers["Content-Disposition"] = disposition or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _context(request: SignedInRequest, pk: int, year: int) -> dict[str, Any]:
    organisation = get_member_for(request.user, pk)
    years = years_of(organisation)
    if year not in years:
        raise Http404
    return {
        "statement": statement_of(organisation, year, reader=request.user),
        "crumbs": [{"label": organisation.name, "url": reverse("organisation", args=[pk])}],
        "years": [
            {"year": one, "url": reverse("benefits", args=[pk, one]), "is_current": one == year}
            for one in years
        ],
    }
