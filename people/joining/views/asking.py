"""Asking to join, for visitors."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.lines import one_line
from people.joining.actions import LinkNoLongerHolds, ask_to_join, prove_address
from people.joining.forms import AskForm
from people.joining.limits import may_ask
from people.joining.querysets import organisations_found
from people.joining.views.links import for_link, no_longer_holds
from people.models import JoinRequest, Organisation
from people.tokens import hash_of


@require_safe
def find_organisation(request: HttpRequest) -> HttpResponse:
    """Whom one works for, by typing a part of its name."""
    words = one_line(request.GET.get("q", ""), 100)
    found = organisations_found(words, Organisation.objects.all()) if words else []
    return render(request, "people/joining/find.html", {"words": words, "organisations": found})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The form; its answer is the same for a known and an unknown address (S01)."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if may_ask(request):
            language = get_language() or "en"
            ask_to_join(organisation=organisation, language=language, **form.cleaned_data)
            return redirect("join_sent")
        if request.user.is_authenticated:
            form.add_error(None, _("You have asked as often as a day allows. Ask tomorrow."))
        else:
            form.add_error(None, _("Too many have asked from your network today. Ask tomorrow."))
    context = {"form": form, "organisation": organisation}
    return render(request, "people/joining/ask.html", context)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox."""
    return render(request, "people/joining/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_link
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """One button; only pressing it shows that the address is right (P18)."""
    one = (
        JoinRequest.objects.filter(token_hash=hash_of(token), proven_at__isnull=True)
        .select_related("organisation")
        .first()
    )
    if one is None or one.has_run_out:
        return no_longer_holds(request)
    if request.method != "POST":
        return render(request, "people/joining/confirm_address.html", {"asked": one})
    try:
        invitation_token = prove_address(request=one)
    except LinkNoLongerHolds:
        return no_longer_holds(request)
    if invitation_token is None:
        return redirect("join_waiting")
    messages.success(request, _("The address is yours, and your organisation knows it."))
    return redirect("invitation", invitation_token)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The request is with those who decide."""
    return render(request, "people/joining/waiting.html")
