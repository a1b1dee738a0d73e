"""One post: where it stands, changing it, its earlier versions, the answer's mark, a report."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums import words
from forums.actions.answering import mark_answer, unmark_answer
from forums.actions.moving import NotAnyMore
from forums.actions.reporting import report
from forums.actions.writing import edit
from forums.forms import EditForm, ReportForm
from forums.limits import take_report
from forums.models import Post
from forums.paging import place_of
from forums.permissions import (
    can_mark_answer,
    can_read_kept_back,
    get_attachment_for,
    get_post_for,
    get_post_to_edit_for,
    get_post_to_report_for,
)
from pages.doors import asks_visitors_to_sign_in
from people.limits import TooMany
from people.requests import SignedInRequest


@require_safe
@asks_visitors_to_sign_in
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the post on the page of its topic."""
    found = get_post_for(request.user, pk)
    start = place_of(found, request.user)
    query = f"?{urlencode({'after': start})}" if start else ""
    return redirect(f"{reverse('topic', args=[found.topic_id])}{query}#{found.anchor}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def post_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the words of one's own post within thirty minutes; those before stay to be read."""
    found = get_post_to_edit_for(request.user, pk)
    form = EditForm(request.POST or None, initial={"text": found.text})
    preview = ""
    if request.method == "POST" and form.is_valid():
        if request.POST.get("then") == "preview":
            preview = words.shown(words.written(form.cleaned_data["text"]))
        elif _edited(request, found, form):
            return redirect("post", pk=pk)
    context = {"form": form, "post": found, "preview": preview, "crumbs": _crumbs(found)}
    return render(request, "forums/post_edit.html", context)


def _edited(request: SignedInRequest, found: Post, form: EditForm) -> bool:
    try:
        changed = edit(by=request.user, post=found, text=form.cleaned_data["text"])
    except NotAnyMore:
        form.add_error(None, _("The thirty minutes are over. Write a reply instead."))
        return False
    except ValidationError as error:
        form.add_error("text", error)
        return False
    if changed.is_shown:
        messages.success(request, _("Changed. What it said before can still be read."))
    else:
        messages.info(request, _("Somebody who looks after the board reads the change first."))
    return True


@require_safe
@asks_visitors_to_sign_in
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before, newest first."""
    found = get_post_for(request.user, pk)
    versions = list(found.versions.all())
    if not versions:
        raise Http404
    reads_all = can_read_kept_back(request.user, found)
    readable = [one for one in versions if reads_all or not one.is_kept_back]
    context = {
        "post": found,
        "html": mark_safe(found.html),
        "versions": [
            {"html": mark_safe(one.html), "replaced_at": one.replaced_at} for one in readable
        ],
        "has_kept_back": len(readable) < len(versions),
        "crumbs": _crumbs(found),
    }
    return render(request, "forums/post_history.html", context)


@require_POST
@login_required
def post_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark the post as the answer, or take the mark off: `then` is "mark" or "unmark"."""
    found = get_post_for(request.user, pk)
    if not can_mark_answer(request.user, found.topic):
        raise Http404
    if request.POST.get("then") == "unmark":
        unmark_answer(by=request.user, post=found)
        messages.success(request, _("The question is open again."))
        return redirect("topic", pk=found.topic_id)
    try:
        mark_answer(by=request.user, post=found)
    except NotAnyMore:
        return HttpResponse(status=409)
    messages.success(request, _("Marked as the answer. Whoever wrote it is told."))
    return redirect("post", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def post_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that something is wrong with a post."""
    found = get_post_to_report_for(request.user, pk)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_report(request.user)
            report(by=request.user, post=found, **form.cleaned_data)
        except TooMany:
            form.add_error(None, _("You have reported much today. Report this one tomorrow."))
        else:
            messages.success(request, _("Somebody who looks after the board reads your report."))
            return redirect("post", pk=pk)
    context = {"form": form, "post": found, "crumbs": _crumbs(found)}
    return render(request, "forums/report.html", context)


@require_safe
@asks_visitors_to_sign_in
def attachment(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """What came with a post: a picture as it is, a file as a download (safeguards U03)."""
    found = get_attachment_for(request.user, pk)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=not found.is_picture, filename=found.human_name)
    response["Content-Type"] = found.content_type
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _crumbs(found: Post) -> list[dict[str, str]]:
    return [
        {"label": found.topic.board.name, "url": reverse("board", args=[found.topic.board_id])},
        {"label": found.topic.title, "url": reverse("post", args=[found.pk])},
    ]
