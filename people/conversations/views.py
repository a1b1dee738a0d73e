"""The inbox of a person, a conversation, and writing to somebody."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.paging import place_after, read_number, read_place_of_uuid
from people.conversations import actions
from people.conversations.forms import MessageForm, SeenForm, begin, words_of
from people.conversations.lines import shown
from people.conversations.permissions import (
    get_other_for,
    get_participation_for,
    get_person_to_block_for,
    has_blocked,
)
from people.conversations.querysets import (
    MESSAGES_SHOWN,
    PAGE_SIZE,
    inbox_of,
    messages_before,
    older_than,
    pair_of,
    reached_by,
)
from people.directory.lookups import counted_as_lookup
from people.directory.permissions import get_organisation
from people.limits import TooMany
from people.models import Block, Conversation, Participant
from people.requests import SignedInRequest


@require_safe
@login_required
def inbox(request: SignedInRequest) -> HttpResponse:
    """Conversations, last written to first; twenty a page, parted by the last one shown."""
    own = inbox_of(request.user)
    place = read_place_of_uuid(request.GET.get("after", ""))
    if place is not None:
        own = older_than(own, *place)
    rows = list(own[: PAGE_SIZE + 1])
    lines = shown(rows[:PAGE_SIZE], request.user)
    context = {
        "lines": lines,
        "next_url": _address_after(lines[-1].conversation) if len(rows) > PAGE_SIZE else None,
        "first_url": reverse("inbox") if place is not None else None,
        "blocks": Block.objects.filter(by=request.user).select_related("person").order_by("pk"),
    }
    return _in_own_time(request, "people/conversations/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conversation(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said, and the form to answer; looking at it marks nothing as read."""
    participation = get_participation_for(request.user, pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply(by=request.user, participation=participation, **form.cleaned_data)
        except TooMany as reached:
            form.add_error(None, words_of(reached))
        except actions.NobodyAnswers:
            form.add_error(None, _("Nobody is left here who would get your message."))
        else:
            messages.success(request, _("Your message is on its way."))
            return redirect("conversation", pk=pk)
    return _in_own_time(
        request,
        "people/conversations/conversation.html",
        _context_of(request, participation, form),
    )


def _in_own_time(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page with its times in the reader's zone, whose name stands beside them."""
    with timezone.override(request.user.time_zone):
        return render(request, template, context)


def _context_of(
    request: SignedInRequest, participation: Participant, form: MessageForm
) -> dict[str, Any]:
    before = request.GET.get("before", "")
    talk = participation.conversation
    newest = list(
        messages_before(talk, read_number(before) if before else None)[: MESSAGES_SHOWN + 1]
    )
    said = newest[:MESSAGES_SHOWN][::-1]
    (line,) = shown(inbox_of(request.user).filter(conversation=talk), request.user)
    if said and not form.is_bound:
        form.initial["seen"] = said[-1].pk
    read_until = participation.last_read_at
    return {
        "line": line,
        "said": [
            {
                "message": one,
                "is_own": one.by_id == request.user.pk,
                "is_new": one.by_id != request.user.pk
                and (read_until is None or one.sent_at > read_until),
            }
            for one in said
        ],
        "earlier_url": (
            f"{reverse('conversation', args=[talk.pk])}?before={said[0].pk}"
            if len(newest) > len(said)
            else None
        ),
        "is_earlier": bool(before),
        "form": form,
        "is_reached": bool(reached_by(request.user, talk)),
        "others": [
            {"person": one, "is_blocked": has_blocked(request.user, one)}
            for one in {row.by_id: row.by for row in said}.values()
            if one is not None and one != request.user
        ],
        "crumbs": [{"label": _("Messages"), "url": reverse("inbox")}],
    }


@require_POST
@login_required
def conversation_read(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """All that was shown has been read."""
    participation = get_participation_for(request.user, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("seen")
    actions.mark_as_read(participation=participation, seen=form.cleaned_data["seen"])
    return redirect("inbox")


@require_POST
@login_required
def conversation_stop(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Be sent nothing more in it."""
    actions.stop(participation=get_participation_for(request.user, pk))
    messages.success(request, _("Stopped. Nothing more reaches you in this conversation."))
    return redirect("conversation", pk=pk)


@require_POST
@login_required
@counted_as_lookup
def person_block(request: SignedInRequest, pk: int) -> HttpResponse:
    """Block somebody, or undo it: `then` is "block" or "unblock"."""
    person = get_person_to_block_for(request.user, pk)
    if request.POST.get("then") == "unblock":
        actions.unblock(by=request.user, person=person)
        messages.success(request, _("You can write to each other again."))
    else:
        actions.block(by=request.user, person=person)
        messages.success(request, _("Blocked. Nothing they write reaches you any more."))
    return redirect("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@counted_as_lookup
def person_write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to a person; two who have written before go on where they were."""
    person = get_other_for(request.user, pk)
    known = Conversation.objects.filter(pair=pair_of(request.user, person)).first()
    if known is not None and request.method != "POST":
        return redirect("conversation", pk=known.pk)
    return _write(
        request,
        lambda **words: actions.write_to_person(by=request.user, person=person, **words),
        {"person": person, "crumbs": [{"label": person.name, "url": reverse("person", args=[pk])}]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation_write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to the contact of an organisation."""
    organisation = get_organisation(pk)
    crumb = {"label": organisation.name, "url": reverse("organisation", args=[pk])}
    return _write(
        request,
        lambda **words: actions.write_to_contact(
            by=request.user, organisation=organisation, **words
        ),
        {"organisation": organisation, "crumbs": [crumb]},
    )


def _write(
    request: SignedInRequest, send: Callable[..., Conversation], context: dict[str, Any]
) -> HttpResponse:
    """The form of a first message; a sentence where it cannot be sent."""
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, key = form.cleaned_data["text"], form.cleaned_data["key"]
        begun = begin(form, lambda: send(text=text, key=key))
        if begun is not None:
            messages.success(request, _("Your message is on its way."))
            return redirect("conversation", pk=begun.pk)
    return render(request, "people/conversations/write.html", {**context, "form": form})


def _address_after(last: Conversation) -> str:
    after = place_after(last.last_message_at, last.pk)
    return f"{reverse('inbox')}?{urlencode({'after': after})}"
