"""A person's notices, how often they come by mail, and the page behind a link that stops them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices.actions import choose_frequencies, mark_as_read, stop_mail_of
from notices.forms import PreferencesForm
from notices.kinds import kind_of, kinds
from notices.listing import entries_of
from notices.outbox import sent_before
from notices.querysets import for_list
from notices.stopping import read_stop_token
from pages.paging import read_number

PAGE_SIZE = 20


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told and may still be told, newest first, parted by keyset."""
    person: Any = request.user
    rows = for_list(person)
    before = read_number(request.GET.get("before", "0"))
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "entries": entries_of(person, shown),
        "newest_id": shown[0].pk if shown and not before else None,
        "next_url": f"?before={shown[-1].pk}" if len(found) > PAGE_SIZE else None,
        "is_first": not before,
    }
    return render(request, "notices/list.html", context)


@require_POST
@login_required
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read, up to the newest on the page that had the button."""
    mark_as_read(by=request.user, newest_id=read_number(request.POST.get("newest", "")))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice_preferences(request: HttpRequest) -> HttpResponse:
    """How often mail of each kind comes."""
    form = PreferencesForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        choose_frequencies(by=request.user, chosen=form.cleaned_data)
        messages.success(request, _("Kept. It holds for what happens from now on."))
        return redirect("notice_preferences")
    required = [kind for kind in kinds if kind.is_required]
    return render(request, "notices/preferences.html", {"form": form, "required": required})


# The token says who asks and for what alone; mail programs post it without a cookie (RFC 8058).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page with one button behind a link in a mail; posting ends mail of these kinds."""
    read = read_stop_token(token)
    if read is None:
        raise Http404
    person_id, keys = read
    if request.method == "POST":
        stop_mail_of(person_id=person_id, kind_keys=keys)
    labels = [kind.label for key in keys if (kind := kind_of(key)) is not None]
    context = {"labels": labels, "is_stopped": request.method == "POST"}
    return render(request, "notices/stop.html", context)


@require_safe
def demo_mailbox(request: HttpRequest) -> HttpResponse:
    """What the demo would have sent, newest first; elsewhere there is no such page."""
    if not settings.PEERHALL_IS_DEMO:
        raise Http404
    before = read_number(request.GET.get("before", "0"))
    found = list(sent_before(before)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    next_url = f"?before={shown[-1].pk}" if len(found) > PAGE_SIZE else None
    context = {"mails": shown, "next_url": next_url, "is_first": not before}
    return render(request, "notices/mailbox.html", context)
