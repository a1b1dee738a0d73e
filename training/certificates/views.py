"""Certificates: issuing, reading, taking along, revoking; and the page that says one is true."""

import uuid
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pages.addresses import absolute
from pages.form_fields import LineField
from pages.pdf import can_make_pdf, make_pdf
from people.requests import SignedInRequest
from people.second_step import for_roles
from training.answers import or_too_late
from training.certificates import actions
from training.events.lines import training_crumbs
from training.models import Certificate
from training.models.certificate import LONGEST_WHY
from training.permissions import (
    can_keep_list,
    get_certificate_for,
    get_certificate_to_revoke_for,
    get_list_to_keep_for,
)


class IssueForm(forms.Form):
    """Why there is an exception, where there has to be one."""

    exception = LineField(
        label=gettext_lazy("Why you certify all the same"),
        help_text=gettext_lazy(
            "As far as is known here, no lead trainer of this training learnt this edition."
        ),
        max_length=LONGEST_WHY,
    )


class RevokeForm(forms.Form):
    """Why it is no longer true."""

    why = LineField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Whose it is reads this; who verifies it does not."),
        max_length=LONGEST_WHY,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def issue_certificates(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """For everybody who took part and has none."""
    event = get_list_to_keep_for(request.user, pk)
    needs_reason = not actions.has_certifying_lead(event)
    sent = request.POST if request.method == "POST" else None
    form = IssueForm(sent) if needs_reason else forms.Form(sent)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("exception", "")
        number = actions.issue(by=request.user, event=event, exception=reason)
        messages.success(request, _("Certificates issued: %(number)s") % {"number": number})
        return redirect("participants", pk=pk)
    context = {
        "event": event,
        "form": form,
        "number": actions.without_certificate(event).count(),
        "crumbs": training_crumbs(event),
    }
    return render(request, "training/issue.html", context)


@require_safe
@login_required
def certificate(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One certificate, for whose it is and who keeps the training."""
    found = get_certificate_for(request.user, pk)
    context = {
        **_shown(found),
        "can_revoke": found.is_valid and can_keep_list(request.user, found.participation.event),
        "pdf_url": reverse("certificate_pdf", args=[pk]) if can_make_pdf() else "",
        "is_own": found.participation.person_id == request.user.pk,
        "crumbs": training_crumbs(found.participation.event),
    }
    return render(request, "training/certificate.html", context)


@require_safe
@login_required
def certificate_pdf(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The same to print; 404 where it was revoked or this server cannot make one."""
    found = get_certificate_for(request.user, pk)
    if not found.is_valid or not can_make_pdf():
        raise Http404
    html = render_to_string("training/certificate_print.html", _shown(found), request=request)
    made = make_pdf(html, person=request.user, static_url=settings.STATIC_URL)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def revoke_certificate(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """It is no longer true; a reason is needed."""
    found = get_certificate_to_revoke_for(request.user, pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(by=request.user, certificate=found, why=form.cleaned_data["why"])
        messages.success(request, _("Revoked. Whoever verifies it reads so."))
        return redirect("certificate", pk=pk)
    context = {
        "form": form,
        "certificate": found,
        "crumbs": training_crumbs(found.participation.event),
    }
    return render(request, "training/revoke.html", context)


@require_safe
def verify_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to: name, course, edition, training, day, and whether it holds.

    For everyone who holds the paper; nothing else leads here, and no other page names it.
    """
    found = Certificate.objects.filter(token=token).first()
    if found is None:
        raise Http404
    response = render(request, "training/verify.html", {"certificate": found})
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(found: Certificate) -> dict[str, Any]:
    address = absolute(reverse("verify_certificate", args=[found.token]))
    return {"certificate": found, "address": address, "code": _code_of(address)}


def _code_of(address: str) -> SafeString:
    """A QR code of our own address as SVG, in the ink of the page."""
    drawn = segno.make(address, error="m", micro=False)
    # segno escapes nothing but draws squares; the address is in none of it.
    return mark_safe(drawn.svg_inline(scale=4, border=2, dark="#000", light="#fff"))
