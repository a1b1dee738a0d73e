"""Writing for the library without a CMS: a form, a draft, and "Send for approval"."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.actions import begin_draft, rewrite_draft, send_for_approval
from learning.approval import DraftState, states_of
from learning.cards import TYPE_LABELS
from learning.desk import address_of
from learning.drafting import library_for, read_key
from learning.forms import ArticleForm, DraftForm, FullCaseForm, SnapshotForm
from learning.models import ArticlePage, LibraryItem
from learning.permissions import get_draft_for, get_snapshot_for, own_drafts
from pages.languages import OWN_NAMES
from people.requests import SignedInRequest


@require_safe
@login_required
def drafts(request: SignedInRequest) -> HttpResponse:
    """What the person has begun, and what one can begin."""
    items = list(own_drafts(request.user).order_by("-latest_revision_created_at"))
    states = states_of(items)
    lines = [
        {
            "title": item.draft_title,
            "state_label": states[item.pk].label,
            "type_label": TYPE_LABELS[item.item_type],
            "changed_at": item.latest_revision_created_at,
            "url": address_of(item),
        }
        for item in items
    ]
    return render(request, "learning/drafts.html", {"drafts": lines, "starts": _starts()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft_snapshot(request: SignedInRequest) -> HttpResponse:
    """A new snapshot."""
    intro = _("A quarter of an hour is enough. It can grow into a full case later.")
    return _begin(request, SnapshotForm, _("Write a snapshot"), intro)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft_article(request: SignedInRequest) -> HttpResponse:
    """A new article."""
    return _begin(request, ArticleForm, _("Write an article"), "")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on with a draft; once it is published, its page."""
    item = get_draft_for(request.user, pk)
    form_class = ArticleForm if isinstance(item, ArticlePage) else _form_of_case(item)
    return _go_on(request, item, form_class, item.title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def grow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a published snapshot grow; readers see it when an editor has published it."""
    case = get_snapshot_for(request.user, pk)
    return _go_on(request, case, FullCaseForm, _("Write the full case"))


def _begin(
    request: SignedInRequest, form_class: type[DraftForm], heading: str, intro: str
) -> HttpResponse:
    form = form_class(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        library = library_for(request.user, get_language())
        key = read_key(request.user, form.cleaned_data["key"])
        with transaction.atomic():
            item = begin_draft(by=request.user, library=library, key=key, form=form)
            return _kept(request, item)
    language = _("You write in %(language)s.") % {"language": OWN_NAMES[get_language()]}
    context = {"form": form, "heading": heading, "intro": f"{intro} {language}".strip()}
    return _show(request, context)


def _go_on(
    request: SignedInRequest, item: LibraryItem, form_class: type[DraftForm], heading: str
) -> HttpResponse:
    form = form_class(request.POST or None, request.FILES or None, person=request.user, draft=item)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            return _kept(request, rewrite_draft(by=request.user, draft=item, form=form))
    intro = _words_on(states_of([item])[item.pk])
    if isinstance(form, ArticleForm) and "text" not in form.fields:
        intro += " " + _("The text has parts that this form cannot show; they stay as they are.")
    return _show(request, {"form": form, "heading": heading, "intro": intro.strip()})


def _kept(request: SignedInRequest, item: LibraryItem) -> HttpResponseRedirect:
    if item.live and not item.has_unpublished_changes:
        messages.info(request, _("It has been published meanwhile."))
        return redirect(item.url)
    if request.POST.get("then") != "send":
        messages.success(request, _("Your draft is kept."))
        return redirect(address_of(item))
    send_for_approval(by=request.user, item=item)
    messages.success(request, _("Sent. An editor reads it and publishes it."))
    return redirect("drafts")


def _show(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    crumbs = [{"label": _("My drafts"), "url": reverse("drafts")}]
    others = [link for link in _starts() if link["url"] != request.path]
    return render(
        request,
        "learning/draft_form.html",
        {"crumbs": crumbs, "other_forms": others, **context},
    )


def _form_of_case(item: Any) -> type[DraftForm]:
    return FullCaseForm if item.form == item.Form.FULL else SnapshotForm


def _words_on(state: DraftState) -> str:
    if state.is_waiting:
        return _("It waits for approval. What you change takes it back until you send it again.")
    if state.comment:
        return _("An editor gave it back: %(comment)s") % {"comment": state.comment}
    return ""


def _starts() -> list[dict[str, str]]:
    return [
        {
            "url": reverse("draft_snapshot"),
            "label": _("A snapshot"),
            "text": _("What your town did, in a quarter of an hour."),
        },
        {
            "url": reverse("draft_article"),
            "label": _("An article"),
            "text": _("A longer text, with a picture or a file where you have one."),
        },
        {
            "url": reverse("word_draft"),
            "label": _("A Word file"),
            "text": _("Begin an article with a text you have already."),
        },
    ]
