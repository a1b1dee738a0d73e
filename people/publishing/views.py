"""The one screen for writing, and the page of a newsletter seen from within."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages import audiences
from people.models import Newsletter, Organisation
from people.publishing import actions, reach
from people.publishing.figures import figures_of
from people.publishing.forms import DecisionForm, PublishForm, zone_of
from people.publishing.lists import page_of_newsletters
from people.publishing.permissions import (
    can_approve,
    can_change,
    can_publish_for,
    can_stop,
    get_association_to_look_at,
    get_association_to_publish_for,
    get_newsletter_for,
    get_newsletter_to_change,
    is_kept_by,
)
from people.publishing.places import head_over
from people.publishing.previews import Preview, preview_for
from people.publishing.querysets import last_sent_of
from people.publishing.second_person import wants_second_person
from people.requests import SignedInRequest
from people.second_step import for_roles

# What the button that was pressed asks for, and whether words are kept by it.
COUNT, FIND = "count", "find"
PREVIEWS = ("member", "stranger")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def publish(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Write a newsletter, see whom it reaches, and send it; or go on with a draft."""
    association = get_association_to_publish_for(request.user, pk)
    newsletter = None
    if number is not None:
        newsletter = get_newsletter_to_change(request.user, association, number)
    form = PublishForm(
        request.POST or None, person=request.user, association=association, newsletter=newsletter
    )
    if request.method == "POST":
        if request.POST.get("then") in (COUNT, FIND):
            form = form.unchecked()
        elif form.is_valid():
            return _keep(request, association, form, newsletter)
    context = {
        **_form_context(request, association, form),
        "space": head_over(request, association),
    }
    return render(request, "people/publishing/form.html", context)


def _keep(
    request: SignedInRequest,
    association: Organisation,
    form: PublishForm,
    newsletter: Newsletter | None,
) -> HttpResponse:
    """Save the draft, and go on with it as the button says."""
    then = request.POST.get("then", "")
    try:
        saved = actions.save_draft(
            by=request.user,
            association=association,
            key=form.cleaned_data["key"],
            words=form.words_for(),
            newsletter=newsletter,
        )
        if then == "send":
            actions.send_out(by=request.user, newsletter=saved)
    except actions.NotAnyMore:
        messages.error(request, _("It has gone on since you opened it. Nothing was changed."))
        return redirect("newsletters", pk=association.pk)
    if then in PREVIEWS:
        return redirect("newsletter_preview", pk=saved.pk, whom=then)
    if then == "send":
        return redirect("newsletter", pk=saved.pk)
    messages.success(request, _("Draft saved. Nobody has got it yet."))
    return redirect("publish_draft", pk=association.pk, number=saved.pk)


def _form_context(
    request: SignedInRequest, association: Organisation, form: PublishForm
) -> dict[str, Any]:
    last = last_sent_of(association, request.user)
    return {
        "association": association,
        "form": form,
        "reach": reach.count(form.choice()),
        "last": last,
        "last_figures": figures_of(last) if last is not None else None,
        "list_url": reverse("newsletters", args=[association.pk]),
        "is_approved_by_two": wants_second_person(association),
    }


@require_safe
@for_roles
def newsletters(request: SignedInRequest, pk: int) -> HttpResponse:
    """All newsletters of an association, the last changed first."""
    association = get_association_to_look_at(request.user, pk)
    context = {
        "association": association,
        "space": head_over(request, association),
        "can_publish": can_publish_for(request.user, association.pk),
        **page_of_newsletters(association, request.user, request.GET.get("after", "")),
    }
    return render(request, "people/publishing/list.html", context)


@require_safe
@for_roles
def newsletter(request: SignedInRequest, pk: int) -> HttpResponse:
    """One newsletter: how far it has come, what can be done with it, and what became of it."""
    found = get_newsletter_for(request.user, pk)
    form = DecisionForm(initial={"seen_at": found.changed_at.isoformat()})
    return _show(request, found, form)


@require_POST
@for_roles
def newsletter_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve it or give it back, by a colleague of who wrote it."""
    found = get_newsletter_for(request.user, pk)
    if not can_approve(request.user, found):
        raise Http404
    form = DecisionForm(request.POST)
    gives_back = request.POST.get("then") == "give-back"
    if form.is_valid() and gives_back and not form.cleaned_data["reason"]:
        form.add_error("reason", _("Say what should change."))
    if not form.is_valid():
        return _show(request, found, form)
    seen_at: datetime.datetime = form.cleaned_data["seen_at"]
    reason: str = form.cleaned_data["reason"]
    try:
        if gives_back:
            actions.give_back(by=request.user, newsletter=found, reason=reason, seen_at=seen_at)
        else:
            actions.approve(by=request.user, newsletter=found, seen_at=seen_at)
    except actions.NotAnyMore:
        messages.error(request, _("It has changed since you opened it. Read it again."))
    return redirect("newsletter", pk=pk)


@require_POST
@for_roles
def newsletter_stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop it before it goes out, or on its way."""
    found = get_newsletter_for(request.user, pk)
    if not is_kept_by(request.user, found):
        raise Http404
    try:
        actions.stop(by=request.user, newsletter=found)
    except actions.NotAnyMore:
        messages.error(request, _("It cannot be stopped any more."))
    return redirect("newsletter", pk=pk)


@require_safe
@for_roles
def newsletter_preview(request: SignedInRequest, pk: int, whom: str) -> HttpResponse:
    """What a member of the association, or a stranger, would find at its address."""
    found = get_newsletter_for(request.user, pk)
    if whom not in PREVIEWS:
        raise Http404
    preview: Preview = preview_for(found, whom)
    context = {
        "newsletter": found,
        "whom": whom,
        "preview": preview,
        "back_url": reverse("newsletter", args=[pk]),
    }
    return render(request, "people/publishing/preview.html", context)


def _show(request: SignedInRequest, found: Newsletter, form: DecisionForm) -> HttpResponse:
    zone = zone_of(request.user)
    context = {
        "newsletter": found,
        "association": found.association,
        "space": head_over(request, found.association),
        "form": form,
        "audience": audiences.label(found.audience),
        "preview": preview_for(found, "member"),
        "can_change": can_change(request.user, found),
        "can_approve": can_approve(request.user, found),
        "can_stop": can_stop(request.user, found),
        "reach": reach.count(reach.choice_of(found)) if found.begun_at is None else None,
        "figures": figures_of(found) if found.begun_at is not None else None,
        "send_at": found.send_at and timezone.localtime(found.send_at, zone),
        "zone": zone.key,
        "page_url": found.page.our_address.address if found.page is not None else "",
        "list_url": reverse("newsletters", args=[found.association_id]),
    }
    return render(request, "people/publishing/newsletter.html", context)
