"""The lesson of a pair: read and agreed to on one page, written on another."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoring.answers import or_too_late, pair_crumbs
from mentoring.lessons import actions
from mentoring.lessons.forms import AgreeForm, LessonForm
from mentoring.models import Lesson, Pair
from mentoring.permissions import check_may, get_pair_for, parties_in
from mentoring.states import AGREE_TO_LESSON, DROP_LESSON, LessonState
from pages.markdown import markdown_to_html
from pages.moving import NotAnyMore
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def lesson(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The words; the other agrees to them or either drops them: `then` is "agree" or "drop"."""
    own = get_pair_for(request.user, pk)
    found = _lesson_of(own)
    if found is None:
        return redirect("write_lesson", pk=pk)
    form = AgreeForm(request.POST or None, initial={"seen": found.changed_at.isoformat()})
    if request.method == "POST":
        return _do(request, own, found, form)
    context = {
        "lesson": found,
        "text": mark_safe(markdown_to_html(found.text)),
        "pair": own,
        "is_own": found.by_id == request.user.pk,
        "waits": found.state == LessonState.PROPOSED,
        "can_be_rewritten": found.state != LessonState.BEGUN,
        "draft_url": reverse("draft", args=[found.draft_id])
        if found.draft_id and found.by_id == request.user.pk
        else "",
        "form": form,
        "crumbs": pair_crumbs(own.pk),
    }
    return render(request, "mentoring/lesson.html", context)


def _do(request: SignedInRequest, own: Pair, found: Lesson, form: AgreeForm) -> HttpResponse:
    parties = parties_in(own, request.user, found.by_id)
    then = request.POST.get("then")
    if then == "drop":
        check_may(DROP_LESSON, parties)
        actions.drop_lesson(by=request.user, lesson=found)
        messages.success(request, _("Dropped. Nobody else has seen it."))
        return redirect("pair", pk=own.pk)
    if then != "agree" or not form.is_valid():
        raise BadRequest("then")
    check_may(AGREE_TO_LESSON, parties)
    said = form.cleaned_data
    actions.agree_to_lesson(
        by=request.user, lesson=found, seen_at=said["seen"], is_named=said["is_named"]
    )
    messages.success(request, _("Agreed. A draft has begun in the library."))
    return redirect("lesson", pk=own.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def write_lesson(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write it, or write it anew."""
    own = get_pair_for(request.user, pk)
    found = _lesson_of(own)
    if own.agreed_at is None or (found is not None and found.state == LessonState.BEGUN):
        raise NotAnyMore
    form = LessonForm(request.POST or None, lesson=found)
    if request.method == "POST" and form.is_valid():
        actions.write_lesson(
            by=request.user, pair=own, written=form.written(), seen_at=form.cleaned_data["seen"]
        )
        messages.success(request, _("Written. The other person is asked to agree to it."))
        return redirect("lesson", pk=pk)
    context = {"form": form, "pair": own, "crumbs": pair_crumbs(own.pk)}
    return render(request, "mentoring/write_lesson.html", context)


def _lesson_of(pair: Pair) -> Lesson | None:
    return Lesson.objects.filter(pair=pair).select_related("by", "pair").first()
