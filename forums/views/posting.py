"""Asking, replying, previews and drafts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from forums import words
from forums.actions.moving import NotAnyMore
from forums.actions.writing import PostWords, TopicWords, begin_topic, save_draft
from forums.actions.writing import reply as write_reply
from forums.forms import FirstStepForm, ReplyForm, TopicForm
from forums.lines import signature_of
from forums.models import Board, Post, PostDraft, Topic
from forums.permissions import can_write_in, get_topic_to_reply_for
from forums.states import PostState
from pages.audiences import readable_by
from pages.lines import one_line, plain_lines
from pages.registries import Found, finders_by_words
from people.limits import TooMany
from people.requests import SignedInRequest

MOST_SIMILAR = 6
# Digits: each number of so many fits into the database.
LONGEST_NUMBER = 18


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_new(request: SignedInRequest) -> HttpResponse:
    """Ask: where and in one line what, then, beside what was asked before, the whole of it."""
    boards = _boards_to_write_in(request.user)
    about = _about(request)
    if request.method == "POST":
        return _post_topic(request, boards, about)
    first = FirstStepForm(request.GET if "title" in request.GET else None, boards=boards)
    draft = _draft_in(request, boards)
    if draft is not None:
        form = TopicForm(initial=_words_of(draft), person=request.user, boards=boards)
    elif first.is_bound and first.is_valid():
        said = {**first.cleaned_data, "language": get_language(), "kind": Topic.Kind.QUESTION}
        said["about"] = about.pk if about else None
        form = TopicForm(initial=said, person=request.user, boards=boards)
    else:
        # Words of a search that found nothing come without a board: nothing is wrong with them.
        if "board" not in request.GET:
            first = FirstStepForm(initial={"title": request.GET.get("title")}, boards=boards)
        context = {"form": first, "about": about, "has_boards": boards.exists()}
        return render(request, "forums/ask_first.html", context)
    return _show(request, form, about)


def _post_topic(
    request: SignedInRequest, boards: QuerySet[Board], about: Page | None
) -> HttpResponse:
    form = TopicForm(request.POST, request.FILES, person=request.user, boards=boards)
    then = request.POST.get("then", "post")
    if then == "draft":
        return _keep_topic_draft(request, form, boards, about)
    if form.is_valid():
        if then == "preview":
            form.lose_file()
            return _show(request, form, about, preview=form.cleaned_data["text"])
        topic = _begun(request, form, about)
        if topic is not None:
            _say_whether_it_waits(request, waits=not topic.is_seen)
            return redirect("topic", pk=topic.pk)
        form.lose_file()
    return _show(request, form, about)


def _begun(request: SignedInRequest, form: TopicForm, about: Page | None) -> Topic | None:
    said = form.cleaned_data
    topic_words = TopicWords(
        kind=said["kind"],
        title=said["title"],
        language=said["language"],
        text=said["text"],
        tags=said["tags"],
        about=about,
    )
    try:
        return begin_topic(
            by=request.user,
            board=said["board"],
            key=said["key"],
            said=topic_words,
            uploads=form.uploads,
            is_followed=said["is_followed"],
        )
    except TooMany as reached:
        form.add_error(None, _too_fast(reached))
    except NotAnyMore:
        form.add_error(None, _("You cannot write in this board any more."))
    except ValidationError as error:
        form.add_error("text", error)
    return None


def _keep_topic_draft(
    request: SignedInRequest, form: TopicForm, boards: QuerySet[Board], about: Page | None
) -> HttpResponse:
    """A draft may lack anything but its board; a file is not part of it."""
    form.is_valid()
    board = form.cleaned_data.get("board")
    if board is None:
        return _show(request, form, about)
    longest: Any = PostDraft._meta.get_field("tags").max_length
    said = {
        "title": one_line(form.data.get("title", ""), 150),
        "text": plain_lines(form.data.get("text", ""))[:20_000],
        "tags": one_line(form.data.get("tags", ""), longest),
        "kind": form.cleaned_data.get("kind", ""),
        "language": form.cleaned_data.get("language", ""),
        "about": about,
    }
    save_draft(by=request.user, board=board, topic=None, said=said)
    messages.success(request, _("Your draft is kept. It stands on your desk."))
    return redirect(f"{reverse('topic_new')}?board={board.pk}")


def _draft_in(request: SignedInRequest, boards: QuerySet[Board]) -> PostDraft | None:
    """The draft of a new topic in the board that is named, unless something new is asked."""
    number = _number_in(request.GET.get("board", ""))
    if "title" in request.GET or number is None:
        return None
    own = PostDraft.objects.filter(person=request.user, topic=None, board__in=boards)
    return own.filter(board=number).first()


def _words_of(draft: PostDraft) -> dict[str, Any]:
    names = ("title", "text", "tags", "kind", "language")
    said = {name: getattr(draft, name) for name in names if getattr(draft, name)}
    return {"board": draft.board_id, "about": draft.about_id, **said}


def _about(request: SignedInRequest) -> Page | None:
    """The item that is asked about, as far as the person may read it."""
    number = _number_in(request.POST.get("about") or request.GET.get("about") or "")
    if number is None:
        return None
    readable = readable_by(Page.objects.filter(pk=number), request.user)
    return readable.select_related("our_address").first()


def _boards_to_write_in(person: Any) -> QuerySet[Board]:
    """Boards in which the person may begin a topic, by name."""
    readable = Board.objects.visible_to(person).for_list()
    return readable.filter(pk__in=[one.pk for one in readable if can_write_in(person, one)])


def _show(
    request: SignedInRequest, form: TopicForm, about: Page | None, *, preview: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "about": about,
        "preview": words.shown(words.written(preview)) if preview else "",
        "similar": _similar_to(form, request.user),
        "crumbs": [{"label": _("Boards"), "url": reverse("boards")}],
    }
    return render(request, "forums/ask.html", context)


def _similar_to(form: TopicForm, person: Any) -> list[Found]:
    """What was asked and written before that is like the words of the form."""
    said = [str(form["title"].value() or ""), str(form["text"].value() or "")]
    language = str(form["language"].value() or get_language())
    for finder in finders_by_words:
        found = finder(words="\n".join(said), language=language, person=person, limit=MOST_SIMILAR)
        if found:
            return found
    return []


# -- Replying --------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write in a topic; `?quote=` names a post to answer."""
    topic = get_topic_to_reply_for(request.user, pk)
    if request.method != "POST":
        form = ReplyForm(initial={"text": _text_to_begin_with(request, topic)})
        return _show_reply(request, topic, form)
    form = ReplyForm(request.POST, request.FILES)
    then = request.POST.get("then", "post")
    if then == "draft":
        text = plain_lines(request.POST.get("text", ""))[:20_000]
        save_draft(by=request.user, board=topic.board, topic=topic, said={"text": text})
        messages.success(request, _("Your draft is kept. It stands on your desk."))
        return redirect("reply", pk=pk)
    if form.is_valid():
        if then == "preview":
            form.lose_file()
            return _show_reply(request, topic, form, preview=form.cleaned_data["text"])
        post = _replied(request, topic, form)
        if post is not None:
            _say_whether_it_waits(request, waits=post.state == PostState.HELD)
            return redirect("post", pk=post.pk)
        form.lose_file()
    return _show_reply(request, topic, form)


def _replied(request: SignedInRequest, topic: Topic, form: ReplyForm) -> Post | None:
    said = form.cleaned_data
    try:
        return write_reply(
            by=request.user,
            topic=topic,
            key=said["key"],
            said=PostWords(said["text"], form.uploads),
            is_followed=said["is_followed"],
        )
    except TooMany as reached:
        form.add_error(None, _too_fast(reached))
    except NotAnyMore:
        form.add_error(None, _("This topic was closed to replies meanwhile."))
    except ValidationError as error:
        form.add_error("text", error)
    return None


def _text_to_begin_with(request: SignedInRequest, topic: Topic) -> str:
    """What is quoted, before what was begun."""
    draft = PostDraft.objects.filter(person=request.user, topic=topic).first()
    begun = draft.text if draft is not None else ""
    number = _number_in(request.GET.get("quote", ""))
    if number is None:
        return begun
    quoted = Post.objects.in_topic_for(topic, request.user).shown().filter(pk=number).first()
    if quoted is None:
        return begun
    # More people may read what is quoted than this reader: no name that visitors are not shown.
    by = signature_of(quoted.author, quoted.post_held, quoted.organisation, None, is_own=False)
    return words.quoted(quoted.text, by.first) + begun


def _show_reply(
    request: SignedInRequest, topic: Topic, form: ReplyForm, *, preview: str = ""
) -> HttpResponse:
    context = {
        "topic": topic,
        "form": form,
        "preview": words.shown(words.written(preview)) if preview else "",
        "crumbs": [
            {"label": topic.board.name, "url": reverse("board", args=[topic.board_id])},
            {"label": topic.title, "url": reverse("topic", args=[topic.pk])},
        ],
    }
    return render(request, "forums/reply.html", context)


def _say_whether_it_waits(request: SignedInRequest, *, waits: bool) -> None:
    if waits:
        messages.info(
            request,
            _(
                "Somebody who looks after the board reads it first. A mail tells you when it is "
                "shown."
            ),
        )
    else:
        messages.success(request, _("It is posted."))


def _too_fast(reached: TooMany) -> str:
    return _("You have posted much in a short time. Post this in %(minutes)d minutes.") % {
        "minutes": reached.minutes
    }


def _number_in(text: str) -> int | None:
    """The number that a query names something by; None where it is none, or larger than any."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
