"""Who is in an organisation, and which roles they have there."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import end_role
from people.directory.permissions import can_read_hidden_fields
from people.granting.actions import ask_for_role, confirm_role, label_of
from people.granting.forms import ReasonForm, RoleForm
from people.granting.notices import tell_that_a_role_ended
from people.granting.permissions import (
    can_confirm,
    can_keep_people_of,
    get_appointment_to_give_to,
    get_grant_for,
    get_organisation_kept_by,
    reach_of,
    role_of,
    roles_to_give,
)
from people.granting.roster import PAGE_SIZE, invited_here, persons_after, roster
from people.leaving.querysets import departures_for
from people.models import Organisation, RoleGrant
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space.lists import address_of_space

MEMBERS_SHOWN = 50


@require_safe
@for_roles
def people_of_organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Names, posts, roles and states, twenty a page, parted by the last one shown (keyset)."""
    reach = reach_of(request.user)
    organisation = get_organisation_kept_by(reach, pk)
    after = request.GET.get("after", "")
    # Nine digits are less than what a database takes for a number.
    last = int(after) if after.isascii() and after.isdecimal() and len(after) < 10 else None
    persons = persons_after(organisation, last)
    shown = persons[:PAGE_SIZE]
    here = reverse("people_of", args=[pk])
    invited, number_invited = invited_here(organisation) if last is None else ([], 0)
    departures = departures_for(reach).open().filter(appointment__organisation=organisation)
    context = {
        "organisation": organisation,
        "entries": roster(shown, organisation=organisation, reach=reach, reader=request.user),
        "invited": invited,
        "more_invited": number_invited - len(invited),
        "space": address_of_space(organisation.pk),
        "may_read_hidden": can_read_hidden_fields(request.user),
        "departures": departures.order_by("begun_at", "pk"),
        "members": _members_of(organisation),
        "previous_url": here if last is not None else None,
        "next_url": (
            f"{here}?{urlencode({'after': shown[-1].pk})}" if len(persons) > PAGE_SIZE else None
        ),
    }
    return render(request, "people/people_of.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def give(request: SignedInRequest, pk: int, person_id: int) -> HttpResponse:
    """Give somebody there a role; where there is a second person, it waits for them."""
    reach = reach_of(request.user)
    organisation = get_organisation_kept_by(reach, pk)
    appointment = get_appointment_to_give_to(reach, organisation, person_id)
    form = RoleForm(
        request.POST or None, offered=roles_to_give(reach, organisation, appointment.person)
    )
    if request.method == "POST" and form.is_valid():
        grant = ask_for_role(by=request.user, appointment=appointment, role=form.chosen)
        messages.success(request, _words_on(grant))
        return redirect("people_of", pk=pk)
    context = {
        "form": form,
        "appointment": appointment,
        "crumbs": [_crumb_to(organisation)],
        "heading": _("Give a role to %(name)s") % {"name": appointment.person.name},
    }
    return render(request, "people/give_role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def role(request: SignedInRequest, pk: int) -> HttpResponse:
    """One role of somebody: confirm it, decline it, or end it."""
    reach = reach_of(request.user)
    grant = get_grant_for(reach, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("then") == "confirm":
            return _confirm(request, grant)
        with transaction.atomic():
            end_role(by=request.user, grant=grant, reason=form.cleaned_data["reason"])
            if grant.person != request.user and grant.confirmed_at is not None:
                tell_that_a_role_ended(grant=grant)
        messages.success(request, _("The role has ended."))
        return _back_from(request, grant)
    bundle = role_of(grant)
    context = {
        "form": form,
        "grant": grant,
        "label": capfirst(str(bundle.label)),
        "sentence": bundle.sentence,
        "can_confirm": can_confirm(reach, grant),
        "is_own": grant.person == request.user,
    }
    return render(request, "people/role.html", context)


def _confirm(request: SignedInRequest, grant: RoleGrant) -> HttpResponseRedirect:
    if confirm_role(by=request.user, grant=grant):
        messages.success(request, _("Confirmed. The role counts from now on."))
    elif grant.confirmed_at is not None:
        messages.info(request, _("It was confirmed before, and counts."))
    else:
        messages.error(request, _("This role waits for somebody else to confirm it."))
        return redirect("role", pk=grant.pk)
    return _back_from(request, grant)


def _back_from(request: SignedInRequest, grant: RoleGrant) -> HttpResponseRedirect:
    """To the people there, where one may still see them."""
    reach = reach_of(request.user)
    if grant.organisation_id and can_keep_people_of(reach, grant.organisation_id):
        return redirect("people_of", pk=grant.organisation_id)
    return redirect("desk")


def _words_on(grant: RoleGrant) -> str:
    words = {"name": grant.person.name, "role": label_of(grant)}
    if grant.confirmed_at is None:
        return _("Kept. %(name)s is %(role)s when a second person has confirmed it.") % words
    return _("%(name)s is %(role)s from now on. You gave it alone, which the log says.") % words


def _members_of(organisation: Organisation) -> list[dict[str, Any]]:
    """The members of an association, whose people its editors see, too; none of others."""
    if organisation.kind != Organisation.Kind.ASSOCIATION:
        return []
    members = Organisation.objects.filter(
        memberships_held__in=organisation.memberships_given.holding_on()
    )
    return [
        {"name": member.name, "url": reverse("people_of", args=[member.pk])}
        for member in members.order_by("name")[:MEMBERS_SHOWN]
    ]


def _crumb_to(organisation: Organisation) -> dict[str, str]:
    label = _("People of %(organisation)s") % {"organisation": organisation.name}
    return {"label": label, "url": reverse("people_of", args=[organisation.pk])}
