"""The list of boards, one board, one's own topics, and making a board."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.actions.boards import BoardWords, NobodyThere, change_board, make_board
from forums.actions.following import follow_board, leave, mark_board_read
from forums.forms import BoardForm
from forums.lines import audience_of, shown_topics
from forums.models import Board, Follow, Topic
from forums.moderating.lines import own_measures
from forums.moderating.permissions import can_see_queue
from forums.permissions import (
    can_keep_board,
    can_make_boards,
    can_write_in,
    get_board_for,
    get_board_to_keep_for,
    suspension_of,
)
from forums.querysets.topics import TopicQuerySet
from forums.reach import reach_of
from forums.roles import facilitators_of
from forums.states import PostState
from pages.doors import asks_visitors_to_sign_in
from pages.keeping import kept
from pages.models import SiteVersion
from pages.paging import place_after, read_place
from people.models import Organisation
from people.requests import SignedInRequest

PAGE_SIZE = 20
MOST_PINNED = 5
CHOICES = ("new", "unanswered")


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """Boards the reader may read, each with how much in it is new to them; two queries for all."""
    found = list(Board.objects.visible_to(request.user).for_list())
    news = _news_by_board(request.user)
    context = {
        "boards": [
            {"board": one, "audience": audience_of(one), "news": news.get(one.pk, 0)}
            for one in found
        ],
        "ask_url": reverse("topic_new") if request.user.is_authenticated and found else None,
        "new_url": reverse("board_new") if can_make_boards(request.user) else None,
        "queue_url": reverse("queue") if can_see_queue(request.user) else None,
    }
    return render(request, "forums/boards.html", context)


def _news_by_board(person: Any) -> dict[int, int]:
    """How many topics in each board have something new to the person; none for a visitor."""
    if not person.is_authenticated:
        return {}
    topics = Topic.objects.visible_to(person).seen().new_to(person).order_by()
    return dict(topics.values_list("board").annotate(number=Count("pk")))


@require_safe
@asks_visitors_to_sign_in
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Topics of a board: what is pinned, then what was last written in; twenty a page."""
    found = get_board_for(request.user, pk)
    asked, place = request.GET.get("show", ""), read_place(request.GET.get("after", ""))
    chosen = asked if asked in CHOICES else ""
    feed_url = reverse("board_feed", args=[pk]) if found.audience.is_public else None
    if request.user.is_authenticated:
        context = _list_of(request, found, chosen, place)
    else:
        main = kept(
            f"board:{pk}:{chosen}:{place}",
            SiteVersion.current(),
            lambda: render_to_string(
                "forums/board_main.html",
                {**_list_of(request, found, chosen, place), "feed_url": feed_url},
                request,
            ),
        )
        context = {"board": found, "main": main}
    return render(request, "forums/board.html", {**context, "feed_url": feed_url})


def _list_of(
    request: HttpRequest, found: Board, chosen: str, place: tuple[datetime.datetime, int] | None
) -> dict[str, Any]:
    """What the page of a board shows; a fixed number of queries."""
    topics = _narrowed(found, request.user, chosen)
    pinned = [] if place or chosen else list(topics.filter(is_pinned=True)[:MOST_PINNED])
    rest = topics if chosen else topics.filter(is_pinned=False)
    rows = list((rest.after(*place) if place else rest)[: PAGE_SIZE + 1])
    rows, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    language = get_language() or "en"
    return {
        "board": found,
        "audience": audience_of(found),
        "pinned": shown_topics(pinned, request.user, own_language=language),
        "topics": shown_topics(rows, request.user, own_language=language),
        "chosen": chosen,
        "next_url": _address(found, chosen, rows[-1]) if has_more else None,
        "first_url": _address(found, chosen) if place else None,
        "crumbs": [{"label": _("Boards"), "url": reverse("boards")}],
        **_beside(request.user, found),
    }


def _narrowed(found: Board, person: Any, chosen: str) -> TopicQuerySet:
    topics = Topic.objects.visible_to(person).filter(board=found).for_list().latest_first()
    if person.is_authenticated:
        topics = topics.with_news_for(person)
        if chosen == "new":
            topics = topics.new_to(person)
    if chosen == "unanswered":
        topics = topics.filter(kind=Topic.Kind.QUESTION).exclude(answer__state=PostState.SHOWN)
    return topics


def _address(found: Board, chosen: str, last: Topic | None = None) -> str:
    said = {"show": chosen} if chosen else {}
    if last is not None:
        said["after"] = place_after(last.last_post_at, last.pk)
    address = reverse("board", args=[found.pk])
    return f"{address}?{urlencode(said)}" if said else address


def _beside(person: Any, found: Board) -> dict[str, Any]:
    """What the side of a board shows; some queries, whatever the number of topics."""
    beside: dict[str, Any] = {
        "facilitators": facilitators_of(found) if person.is_authenticated else [],
    }
    if person.is_authenticated:
        beside |= {
            "can_write": can_write_in(person, found),
            "suspension": suspension_of(person, found),
            "can_keep": can_keep_board(person, found),
        }
    return beside


@require_POST
@login_required
def board_follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Follow a board, or no longer: `then` is "follow" or "leave"."""
    found = get_board_for(request.user, pk)
    if request.POST.get("then") == "leave":
        leave(by=request.user, board=found)
        messages.success(request, _("You follow this board no longer."))
    else:
        follow_board(by=request.user, board=found)
        messages.success(request, _("You follow this board. New topics reach you by mail."))
    return redirect("board", pk=pk)


@require_POST
@login_required
def board_read(request: SignedInRequest, pk: int) -> HttpResponse:
    """All there is in a board now is nothing new."""
    found = get_board_for(request.user, pk)
    mark_board_read(by=request.user, board=found)
    messages.success(request, _("Everything in this board counts as read."))
    return redirect("board", pk=pk)


@require_safe
@login_required
def my_topics(request: SignedInRequest) -> HttpResponse:
    """What the person began, and what they follow: topics, boards, people."""
    readable = Topic.objects.visible_to(request.user).for_list().latest_first()
    follows = Follow.objects.filter(person=request.user)
    own = readable.filter(author=request.user).with_news_for(request.user)[:PAGE_SIZE]
    followed = readable.seen().filter(followers__person=request.user).exclude(author=request.user)
    language = get_language() or "en"
    context = {
        "own": shown_topics(own, request.user, own_language=language),
        "followed": shown_topics(
            followed.with_news_for(request.user)[:PAGE_SIZE], request.user, own_language=language
        ),
        "boards": Board.objects.visible_to(request.user).filter(followers__person=request.user),
        "measures": own_measures(request.user),
        "people": follows.filter(followed__is_active=True)
        .select_related("followed")
        .order_by("followed__name"),
    }
    return render(request, "forums/my_topics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board_new(request: SignedInRequest) -> HttpResponse:
    """A new board of an association one edits for, or of the programme."""
    places = _places_of(request.user)
    if not places:
        raise Http404
    number = request.POST.get("place") or request.GET.get("place") or next(iter(places))
    if number not in places:
        raise Http404
    form = BoardForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        made = _saved(
            form, lambda said: make_board(by=request.user, association=places[number], said=said)
        )
        if made is not None:
            messages.success(request, _("The board is there."))
            return redirect("board", pk=made.pk)
    context = {"form": form, "places": places, "place": number, "is_new": True}
    return render(request, "forums/board_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a board is, and who looks after it."""
    found = get_board_to_keep_for(request.user, pk)
    present = next(iter(facilitators_of(found)), None)
    form = BoardForm(request.POST or None, person=request.user, present=present, instance=found)
    if request.method == "POST" and form.is_valid():
        changed = _saved(
            form,
            lambda said: (
                change_board(by=request.user, board=Board.objects.get(pk=pk), said=said) or found
            ),
        )
        if changed is not None:
            messages.success(request, _("The board is changed."))
            return redirect("board", pk=pk)
    crumbs = [{"label": found.name, "url": reverse("board", args=[pk])}]
    return render(request, "forums/board_form.html", {"form": form, "crumbs": crumbs})


def _saved(form: BoardForm, save: Any) -> Board | None:
    """What `save` made of the words; None, with a sentence on the form, where nobody is there."""
    try:
        saved: Board = save(BoardWords(**form.cleaned_data))
    except NobodyThere:
        form.add_error(
            "facilitator",
            _("Nobody who reads this board signs in with this address. Ask which one they use."),
        )
        return None
    return saved


def _places_of(person: Any) -> dict[str, Organisation | None]:
    """For whom the person may make a board, by what the form calls it."""
    reach = reach_of(person)
    places: dict[str, Organisation | None] = {}
    if reach.is_for_programme:
        places["programme"] = None
    for one in Organisation.objects.filter(pk__in=reach.association_ids).order_by("name"):
        places[str(one.pk)] = one
    return places
