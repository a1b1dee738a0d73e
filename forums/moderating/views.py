"""The queue, one case, changing a post, removing all of somebody's, and what was done before."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.actions import looking_after, measures, reporting
from forums.actions.moving import NotAnyMore
from forums.actions.removing import posts_of, remove_all_of, topics_of
from forums.models import Post, Sanction, Topic
from forums.moderating import forms, lines
from forums.moderating.permissions import (
    can_see_queue,
    can_suspend,
    can_warn,
    get_author_to_remove_for,
    get_case_for,
    get_measure_for,
    is_reported,
    may_see_measures,
    scope_of,
)
from forums.moderating.queue import (
    measures_open_to,
    waiting_after,
    waiting_for,
    with_waiting,
)
from forums.reach import reach_of
from forums.states import UPHOLD
from pages.paging import place_after, read_place
from people.models import Person
from people.requests import SignedInRequest

PAGE_SIZE = 20


@require_safe
@login_required
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for the person to decide, the longest waiting first; twenty a page."""
    if not can_see_queue(request.user):
        raise Http404
    waiting = waiting_for(request.user)
    place = read_place(request.GET.get("after", ""))
    posts = with_waiting(waiting)
    rows = list((waiting_after(posts, *place) if place else posts)[: PAGE_SIZE + 1])
    rows, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    address = reverse("queue")
    last = place_after(rows[-1].waits_since, rows[-1].pk) if has_more else ""
    context = {
        "count": waiting.count(),
        "rows": lines.waiting_lines(rows, request.user),
        "next_url": f"{address}?{urlencode({'after': last})}" if has_more else None,
        "first_url": address if place else None,
        "measures_url": reverse("measures") if may_see_measures(request.user) else None,
    }
    return render(request, "forums/moderating/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide on a post, and on whoever wrote it."""
    post = get_case_for(request.user, pk)
    may_warn, may_suspend = can_warn(request.user, post), can_suspend(request.user, post)
    form = forms.CaseForm(
        request.POST or None,
        post=post,
        is_reported=is_reported(post),
        may_warn=may_warn,
        may_suspend=may_suspend,
    )
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request.user, post, form)
        except NotAnyMore:
            form.add_error(None, _("Somebody else has just decided on this post. Look again."))
        else:
            messages.success(request, _("Decided."))
            return redirect("queue")
    context = {
        **_about_case(post, request.user),
        "form": form,
        "earlier": lines.earlier_measures(post, request.user) if may_warn else [],
        "remove_url": reverse("case_remove", args=[pk]) if may_suspend else None,
        "crumbs": _crumbs(),
    }
    return render(request, "forums/moderating/case.html", context)


def _about_case(post: Post, person: Person) -> dict[str, Any]:
    return {
        "post": post,
        "topic": post.topic,
        "is_within": reach_of(person).reads(post.topic.board),
        "reports": lines.reports_of(post, person),
        "posts": lines.round_about(post, person),
        "change_url": reverse("case_change", args=[post.pk]) if post.state != "hidden" else None,
    }


@transaction.atomic
def _decide(person: Person, post: Post, form: forms.CaseForm) -> None:
    """Raises NotAnyMore where the same form, or somebody else, has decided meanwhile."""
    said = form.cleaned_data
    Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    is_done = form.is_reported and not is_reported(post)
    if is_done or Sanction.objects.filter(key=said["key"]).exists():
        raise NotAnyMore
    then, about, note = said["then"], said["about"], said["note"]
    if about != forms.NOTHING:
        # Before the post is moved: what was done about its author is the outcome of its reports.
        reporting.settle(by=person, post=post, move=UPHOLD, outcome=note)
    if then == forms.APPROVE:
        looking_after.approve(by=person, post=post)
    elif then == forms.REFUSE:
        looking_after.refuse(by=person, post=post, note=note)
    elif then == forms.HIDE:
        looking_after.hide_post(by=person, post=post, note=note)
    elif then == forms.HIDE_TOPIC:
        looking_after.hide_topic_of(by=person, post=post, note=note)
    elif then == forms.SHOW:
        looking_after.show_post(by=person, post=post)
    else:
        reporting.dismiss(by=person, post=post)
    place = {"association": scope_of(person, post), "reason": note, "key": said["key"]}
    if about == forms.WARN:
        measures.warn(by=person, post=post, **place)
    elif about in forms.SUSPENSIONS:
        until_at = timezone.now() + forms.SUSPENSIONS[about]
        measures.suspend(by=person, post=post, until_at=until_at, **place)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put other words in the place of those of a post, and say why."""
    post = get_case_for(request.user, pk)
    if post.state == "hidden":
        raise Http404
    form = forms.ChangeForm(request.POST or None, initial={"text": post.text})
    if request.method == "POST" and form.is_valid():
        try:
            looking_after.change_post(by=request.user, post=post, **form.cleaned_data)
        except NotAnyMore:
            form.add_error(None, _("Somebody else has just decided on this post. Look again."))
        except ValidationError as error:
            form.add_error("text", error)
        else:
            messages.success(request, _("Changed. Whoever wrote it is told why."))
            return redirect("queue")
    context = {"form": form, "post": post, "crumbs": _crumbs(post)}
    return render(request, "forums/moderating/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove all that the author of a post wrote, in one act."""
    post, author = get_author_to_remove_for(request.user, pk)
    scope = scope_of(request.user, post)
    form = forms.RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            remove_all_of(by=request.user, person=author, association=scope, reason=reason)
        except NotAnyMore:
            form.add_error(None, _("Somebody else has just removed all of it."))
        else:
            messages.success(request, _("Removed. For thirty days it can be brought back here."))
            return redirect("measures")
    context = {
        "form": form,
        "author": author,
        "where": lines.where_of(scope),
        "is_everywhere": scope is None,
        **_counted(author, scope, request.user),
        "crumbs": _crumbs(post),
    }
    return render(request, "forums/moderating/remove.html", context)


def _counted(author: Person, scope: Any, person: Person) -> dict[str, Any]:
    """A number is content: of closed boards the reader learns none."""
    readable = Post.objects.visible_to(person), Topic.objects.visible_to(person)
    posts = readable[0].filter(pk__in=posts_of(author, scope).values("pk"))
    topics = readable[1].filter(pk__in=topics_of(author, scope).values("pk"))
    number = posts.count()
    said = ngettext("%(number)d post", "%(number)d posts", number) % {"number": number}
    return {"topic_count": topics.count(), "posts_label": said}


@require_safe
@login_required
def measure_list(request: SignedInRequest) -> HttpResponse:
    """What was done about people in boards that the person answers for, newest first."""
    if not may_see_measures(request.user):
        raise Http404
    found = measures_open_to(request.user)
    place = read_place(request.GET.get("after", ""))
    if place:
        at, pk = place
        found = found.filter(begun_at__lte=at).exclude(begun_at=at, pk__gte=pk)
    rows = list(found[: PAGE_SIZE + 1])
    rows, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    address = reverse("measures")
    last = place_after(rows[-1].begun_at, rows[-1].pk) if has_more else ""
    context = {
        "rows": lines.measure_lines(rows, request.user),
        "next_url": f"{address}?{urlencode({'after': last})}" if has_more else None,
        "first_url": address if place else None,
        "crumbs": _crumbs(),
    }
    return render(request, "forums/moderating/measures.html", context)


@require_POST
@login_required
def measure_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a measure back; what a removal took away is there again."""
    measure = get_measure_for(request.user, pk)
    try:
        measures.take_back(by=request.user, measure=measure)
    except NotAnyMore:
        messages.error(request, _("It has ended already, or is older than thirty days."))
    else:
        messages.success(request, _("Taken back. The person is told."))
    return redirect("measures")


def _crumbs(post: Post | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("What waits in the boards"), "url": reverse("queue")}]
    if post is not None:
        crumbs.append({"label": _("The post"), "url": reverse("case", args=[post.pk])})
    return crumbs
