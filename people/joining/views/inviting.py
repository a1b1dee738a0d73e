"""Inviting one person, and the list of what is open."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.lines import one_line
from people.joining.actions import (
    add_person,
    invitations_left,
    invite,
    may_send_again,
    revoke,
    send_again,
)
from people.joining.forms import InvitationForm
from people.joining.permissions import (
    can_invite_as,
    get_invitation_to_keep_for,
    get_organisation_to_invite_for,
    get_person_to_invite_for,
    invites_for_somebody,
    organisations_to_invite_for,
    persons_without_account,
)
from people.joining.querysets import (
    MOST_FOUND,
    open_invitations_of,
    organisations_found,
    requests_to_decide,
)
from people.models import Organisation, Person
from people.requests import SignedInRequest
from people.second_step import for_roles

ON_A_PAGE = 50


@require_safe
@for_roles
def invitations(request: SignedInRequest) -> HttpResponse:
    """Organisations one invites for, and every invitation that is open."""
    if not invites_for_somebody(request.user):
        raise Http404
    among = organisations_to_invite_for(request.user)
    words = one_line(request.GET.get("q", ""), 100)
    is_long = among.count() > MOST_FOUND
    open_ones = Paginator(open_invitations_of(request.user), ON_A_PAGE)
    context = {
        "words": words,
        "organisations": organisations_found(words, among) if words or not is_long else [],
        "is_long": is_long,
        "page": open_ones.get_page(request.GET.get("page")),
        "number": open_ones.count,
        "waiting": requests_to_decide(request.user).count(),
    }
    return render(request, "people/joining/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def invite_one(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """A form for one person of one organisation."""
    organisation = get_organisation_to_invite_for(request.user, organisation_id)
    return _invite(request, organisation, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def invite_person(request: SignedInRequest, organisation_id: int, person_id: int) -> HttpResponse:
    """The same for somebody who is here without an account, and has an address by now."""
    organisation = get_organisation_to_invite_for(request.user, organisation_id)
    person = get_person_to_invite_for(request.user, organisation, person_id)
    return _invite(request, organisation, person)


@require_POST
@for_roles
def send_invitation_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new link, ten more days."""
    one = get_invitation_to_keep_for(request.user, pk)
    if not can_invite_as(request.user, one.organisation, one.role):
        raise Http404
    if not may_send_again(one):
        messages.error(request, _("It was sent less than a day ago. Send it again tomorrow."))
    elif invitations_left(request.user) == 0:
        messages.error(request, _no_more_today())
    else:
        send_again(by=request.user, invitation=one)
        said = _("Sent again to %(email)s. The old link opens nothing.")
        messages.success(request, said % {"email": one.email})
    return redirect("invitations")


@require_POST
@for_roles
def revoke_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its link opens nothing from now on."""
    one = get_invitation_to_keep_for(request.user, pk)
    revoke(by=request.user, invitation=one)
    said = _("The invitation to %(email)s is taken back.")
    messages.success(request, said % {"email": one.email})
    return redirect("invitations")


def _invite(
    request: SignedInRequest, organisation: Organisation, person: Person | None
) -> HttpResponse:
    form = InvitationForm(
        request.POST or None, by=request.user, organisation=organisation, person=person
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["email"] and invitations_left(request.user) == 0:
            form.add_error(None, _no_more_today())
        else:
            _bring(request, organisation, person, form.cleaned_data)
            return redirect("invitations")
    context = {
        "form": form,
        "organisation": organisation,
        "person": person,
        "persons": [] if person else persons_without_account(organisation)[:ON_A_PAGE],
    }
    return render(request, "people/joining/invite.html", context)


def _bring(
    request: SignedInRequest,
    organisation: Organisation,
    person: Person | None,
    words: dict[str, Any],
) -> None:
    """Invite or add, and say what was done."""
    terms = {name: words[name] for name in ("name", "post", "level", "language")}
    if not words["email"]:
        _person, is_new = add_person(by=request.user, organisation=organisation, **terms)
        said = _("%(name)s is added, without an account.")
    else:
        _invitation, is_new = invite(
            by=request.user,
            organisation=organisation,
            email=words["email"],
            role=words["role"],
            person=person,
            **terms,
        )
        said = _("%(name)s is invited. The mail is on its way.")
    if not is_new:
        said = _("%(name)s was invited or added before. Nothing was sent.")
    messages.success(request, said % {"name": words["name"]})


def _no_more_today() -> str:
    return _(
        "You have sent as many invitations as a day allows, or came less than three days ago. "
        "Send this one another day."
    )
