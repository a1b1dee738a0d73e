"""The list of mails that could not be delivered, and the buttons on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pages.paging import read_number
from people.parked_mail import actions
from people.parked_mail.lines import lines_of
from people.parked_mail.permissions import get_parked_mail_for, get_parked_mails_for
from people.requests import SignedInRequest
from people.second_step import for_roles

PAGE_SIZE = 20


@require_safe
@for_roles
def parked_mails(request: SignedInRequest) -> HttpResponse:
    """How many, to what kind of address, why and since when; twenty a page (keyset)."""
    mails = get_parked_mails_for(request.user)
    before = read_number(request.GET.get("before", "0"))
    found = list((mails.filter(pk__lt=before) if before else mails)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "number": mails.count(),
        "lines": lines_of(shown),
        "newest_id": shown[0].pk if shown and not before else None,
        "next_url": f"?before={shown[-1].pk}" if len(found) > PAGE_SIZE else None,
        "is_first": not before,
    }
    return render(request, "people/parked_mail/list.html", context)


@require_POST
@for_roles
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try one again, or let it go: `then` is "again" or "let-go"."""
    mail = get_parked_mail_for(request.user, pk)
    if request.POST.get("then") == "let-go":
        actions.let_go(by=request.user, mail=mail)
        messages.success(request, _("It is let go, and is never sent."))
    else:
        actions.try_again(by=request.user, mail=mail)
        messages.success(
            request, _("It is sent again. If it is refused again, it comes back here.")
        )
    return redirect("parked_mails")


@require_POST
@for_roles
def try_all_again(request: SignedInRequest) -> HttpResponse:
    """Try all, up to the newest on the page that had the button."""
    get_parked_mails_for(request.user)
    newest_id = read_number(request.POST.get("newest", ""))
    number = actions.try_all_again(by=request.user, newest_id=newest_id)
    said = ngettext("%(number)s mail is sent again.", "%(number)s mails are sent again.", number)
    messages.success(request, said % {"number": number})
    return redirect("parked_mails")
