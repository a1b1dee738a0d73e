"""The page of a topic."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from forums import reading
from forums.actions.following import follow_person, follow_topic, leave
from forums.forms import ReplyForm
from forums.lines import audience_of, shown_posts
from forums.models import Follow, Post, PostDraft, ReadMarker, Topic
from forums.paging import END, Cut, page_of, read_number
from forums.permissions import (
    can_mark_answer,
    can_move_topic,
    can_reply,
    get_topic_for,
    suspension_of,
)
from forums.talks import about_of
from pages.audiences import readable_by
from pages.doors import asks_visitors_to_sign_in
from pages.keeping import kept
from pages.models import SiteVersion
from pages.registries import Action, theme_actions
from people.models import Person
from people.requests import SignedInRequest


@require_safe
@asks_visitors_to_sign_in
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts of a topic, twenty a page: `?after=`, `?before=` a number, or `?at=end`."""
    found = get_topic_for(request.user, pk)
    if request.user.is_authenticated:
        cut = _cut(request, found)
        if cut.posts and request.method == "GET":
            reading.note(request.user, cut.posts[-1])
        context = context_of(request, found, cut)
    else:
        context = {"topic": found, "main": _main_for_visitors(request, found)}
    response = render(request, "forums/topic.html", context)
    if not found.board.audience.is_public or not found.is_seen:
        response["X-Robots-Tag"] = "noindex"
    return response


def _main_for_visitors(request: HttpRequest, found: Topic) -> str:
    """The posts as every visitor sees them, kept in this process while nothing is posted."""
    return kept(
        f"topic:{found.pk}:{_place(request, found)}",
        SiteVersion.current(),
        lambda: render_to_string(
            "forums/topic_main.html", context_of(request, found, _cut(request, found)), request
        ),
    )


def _place(request: HttpRequest, found: Topic) -> tuple[int | None, int | None]:
    """Numbers of the posts after which and before which a page stands."""
    before = read_number(request.GET.get("before", ""))
    if request.GET.get("at") == END:
        before = found.last_number + 1
    return read_number(request.GET.get("after", "")), before


def _cut(request: HttpRequest, found: Topic) -> Cut:
    after, before = _place(request, found)
    return page_of(found, request.user, after=after, before=before)


def context_of(
    request: HttpRequest, found: Topic, cut: Cut, form: ReplyForm | None = None
) -> dict[str, Any]:
    """What the page of a topic shows; a fixed number of queries."""
    person = request.user
    address = reverse("topic", args=[found.pk])
    own = _between(person, found) if person.is_authenticated else {}
    posts = shown_posts(cut.posts, found, person, read_up_to=own.get("read_up_to"))
    context = {
        "topic": found,
        "audience": audience_of(found.board),
        "posts": posts,
        "answer": _answer_elsewhere(found, cut, person),
        "about": about_of(person, found),
        "article": _article_of(person, found),
        "older_url": f"{address}?before={cut.before}" if cut.before else None,
        "newer_url": f"{address}?after={cut.after}" if cut.after else None,
        "newest_url": f"{address}?at={END}" if cut.after else None,
        "is_first_page": cut.before is None,
        "crumbs": [
            {"label": _("Boards"), "url": reverse("boards")},
            {"label": found.board.name, "url": reverse("board", args=[found.board_id])},
        ],
    }
    if person.is_authenticated:
        context |= _for_person(person, found, own, form)
        theme = found.board.theme
        context["actions"] = [
            action for offer in theme_actions if (action := offer(request, theme)) is not None
        ]
    return context


def _for_person(
    person: Any, found: Topic, own: dict[str, Any], form: ReplyForm | None
) -> dict[str, Any]:
    may_reply, may_look_after = can_reply(person, found), can_move_topic(person, found)
    return {
        "can_reply": may_reply,
        "suspension": suspension_of(person, found.board),
        "can_mark": can_mark_answer(person, found),
        "can_look_after": may_look_after,
        "promote_url": reverse("promote", args=[found.pk])
        if may_look_after and found.answer_id is not None
        else None,
        "is_followed": own["is_followed"],
        "form": form or (ReplyForm(initial={"text": own["draft"] or ""}) if may_reply else None),
    }


def _between(person: Any, found: Topic) -> dict[str, Any]:
    """What the person has with the topic, in one query: `read_up_to`, `is_followed`, `draft`."""
    own = {"person": person, "topic": OuterRef("pk")}
    row = Topic.objects.filter(pk=found.pk).values(
        read_up_to=Subquery(ReadMarker.objects.filter(**own).values("read_up_to")[:1]),
        is_followed=Exists(Follow.objects.filter(**own)),
        draft=Subquery(PostDraft.objects.filter(**own).values("text")[:1]),
    )
    return dict(row.get())


def _answer_elsewhere(found: Topic, cut: Cut, person: Any) -> Any:
    """The answer in words where it stands on another page; one query where there is one."""
    if found.answer_id is None or any(post.pk == found.answer_id for post in cut.posts):
        return None
    answer = Post.objects.visible_to(person).shown().filter(pk=found.answer_id)
    rows = shown_posts(answer.for_page(), found, person)
    return rows[0] if rows else None


def _article_of(person: Any, found: Topic) -> Any:
    """The article that grew out of it, where the reader may read it."""
    if found.article_id is None:
        return None
    readable = readable_by(Page.objects.filter(pk=found.article_id), person)
    row = readable.values_list("title", "our_address__address").first()
    return Action(label=row[0], url=row[1]) if row else None


@require_POST
@login_required
def topic_follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Follow a topic, or no longer: `then` is "follow" or "leave"."""
    found = get_topic_for(request.user, pk)
    if request.POST.get("then") == "leave":
        leave(by=request.user, topic=found)
        messages.success(request, _("You follow this topic no longer."))
    else:
        follow_topic(by=request.user, topic=found)
        messages.success(request, _("You follow this topic. What is posted reaches you by mail."))
    return redirect("topic", pk=pk)


@require_POST
@login_required
def person_follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Follow a person who wrote something the reader may read, or no longer.

    `then` is "follow" or "leave"; `post` is where they met.
    """
    person = Person.objects.filter(pk=pk, is_active=True).exclude(pk=request.user.pk).first()
    if person is None:
        raise Http404
    # One may stop though nothing they wrote can be read any more.
    is_followed = Follow.objects.filter(person=request.user, followed=person).exists()
    wrote = Post.objects.visible_to(request.user).shown().filter(author=pk)
    if not is_followed and not wrote.exists():
        raise Http404
    if request.POST.get("then") == "leave":
        leave(by=request.user, person=person)
        messages.success(request, _("You follow this person no longer."))
    else:
        follow_person(by=request.user, person=person)
        messages.success(request, _("You follow this person. What they post reaches you by mail."))
    return redirect("my_topics")
