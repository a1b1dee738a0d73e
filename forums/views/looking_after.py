"""Looking after a topic: pin, lock, move."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.actions import looking_after as actions
from forums.actions.moving import NotAnyMore
from forums.forms import LookAfterForm
from forums.models import Board, Topic
from forums.permissions import get_moderated_topic_for
from people.models import Person
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def look_after(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a topic at the top, close it to replies, move it to another board one looks after."""
    topic = get_moderated_topic_for(request.user, pk)
    boards = Board.objects.moderated_by(request.user).for_list()
    initial = {
        "is_pinned": topic.is_pinned,
        "is_locked": topic.is_locked,
        "board": topic.board_id,
        "shown": _standing_of(topic),
    }
    form = LookAfterForm(request.POST or None, initial=initial, boards=boards)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request.user, topic, form)
        except NotAnyMore:
            form.add_error(None, _("Somebody else has just changed this topic. Look at it again."))
        else:
            messages.success(request, _("Done."))
            return redirect("topic", pk=pk)
    crumbs = [{"label": topic.title, "url": reverse("topic", args=[pk])}]
    context = {"form": form, "topic": topic, "crumbs": crumbs}
    return render(request, "forums/look_after.html", context)


@transaction.atomic
def _decide(person: Person, topic: Topic, form: LookAfterForm) -> None:
    said = form.cleaned_data
    now = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if said["shown"] != _standing_of(now):
        raise NotAnyMore
    if said["board"].pk != now.board_id:
        # First: it takes the rows of boards, which come before what all the rest takes.
        actions.move(by=person, topic=topic, board=said["board"])
    else:
        actions.pin(by=person, topic=topic, is_pinned=said["is_pinned"])
    if topic.is_seen and said["is_locked"] != topic.is_locked:
        actions.lock(by=person, topic=topic, is_locked=said["is_locked"])


def _standing_of(topic: Topic) -> str:
    return f"{topic.board_id} {topic.state} {topic.is_pinned}"
