"""Making an article of a question and its answer; and what its authors say to that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.actions import promoting
from forums.actions.moving import NotAnyMore
from forums.forms import CreditForm
from forums.models import CreditRequest, Topic
from forums.permissions import get_moderated_topic_for, get_topic_for
from forums.states import ALLOW_NAMED, ALLOW_UNNAMED, DENY
from people.requests import SignedInRequest

MOVES = {move.to: move for move in (ALLOW_NAMED, ALLOW_UNNAMED, DENY)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def promote(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the authors, see what they say, begin the draft: `then` is "ask" or "begin"."""
    topic = get_moderated_topic_for(request.user, pk)
    parts = promoting.parts_of(topic)
    if parts is None:
        raise Http404
    if request.method == "POST":
        return _do(request, topic)
    asked = {one.person_id: one for one in topic.credit_requests.all()}
    authors = promoting.authors_of(topic)
    context = {
        "topic": topic,
        "question": parts[0],
        "answer": parts[1],
        "authors": [{"person": one, "request": asked.get(one.pk)} for one in authors],
        "can_ask": any(one.is_active and one.pk not in asked for one in authors),
        "may_begin": promoting.may_begin(topic),
        "crumbs": [{"label": topic.title, "url": reverse("topic", args=[pk])}],
    }
    return render(request, "forums/promote.html", context)


def _do(request: SignedInRequest, topic: Topic) -> HttpResponse:
    try:
        if request.POST.get("then") == "begin":
            page = promoting.promote(by=request.user, topic=topic)
            messages.success(request, _("The draft is begun. Go on with it, and send it in."))
            return redirect("draft", pk=page.pk)
        promoting.ask_authors(by=request.user, topic=topic)
    except NotAnyMore:
        messages.error(request, _("That cannot be done now. Look at what stands here."))
        return redirect("promote", pk=topic.pk)
    messages.success(request, _("The authors are asked. A mail tells them."))
    return redirect("promote", pk=topic.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def credit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whether one's own words may become part of an article, and under one's name."""
    topic = get_topic_for(request.user, pk)
    asked = CreditRequest.objects.filter(topic=topic, person=request.user).first()
    if asked is None:
        raise Http404
    form = CreditForm(request.POST or None, initial={"state": asked.state})
    if request.method == "POST" and form.is_valid():
        try:
            promoting.answer_credit(request=asked, move=MOVES[form.cleaned_data["state"]])
        except NotAnyMore:
            form.add_error(None, _("The draft is begun already. Write to who began it."))
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect("topic", pk=pk)
    crumbs = [{"label": topic.title, "url": reverse("topic", args=[pk])}]
    context = {"form": form, "topic": topic, "crumbs": crumbs}
    return render(request, "forums/credit.html", context)
