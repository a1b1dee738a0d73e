"""Who coordinates a partnership, and who controls its figures: named, confirmed, taken off."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.paging import read_number
from pages.permissions import one_or_404
from partnerships.answers import or_too_late
from partnerships.models import Partnership
from partnerships.naming import actions
from partnerships.naming.permissions import (
    can_confirm,
    get_grant_to_confirm_for,
    get_partnership_with_roles_for,
    grants_waiting_at,
)
from partnerships.registry.forms import RoleForm
from partnerships.roles import ROLES, grants_at, holders_of, one_of_ours
from people.models import Person
from people.permissions import is_programme_editor
from people.requests import SignedInRequest
from people.roles import role_called
from people.second_step import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def partnership_roles(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The programme names and takes off; another of them, or a partner's speaker, confirms."""
    one = get_partnership_with_roles_for(request.user, pk)
    if "confirm" in request.POST or "decline" in request.POST:
        return _decided(request, one)
    if request.method == "POST" and not is_programme_editor(request.user):
        raise Http404
    if "remove" in request.POST:
        return _taken_off(request, one)
    form = RoleForm(request.POST or None, partnership=one)
    if request.method == "POST" and form.is_valid() and _named(request, one, form):
        return redirect("partnership_roles", pk=pk)
    return render(request, "partnerships/roles.html", _context(request.user, one, form))


def _context(person: Person, one: Partnership, form: RoleForm) -> dict[str, Any]:
    is_naming = is_programme_editor(person)
    return {
        "form": form if is_naming else None,
        "is_naming": is_naming,
        "waiting": [
            {
                "grant": grant,
                "role": role_called(grant.role),
                "can_confirm": can_confirm(person, grant, one),
            }
            for grant in grants_waiting_at(one)
        ],
        "held": [
            {"role": role, "person": holder} for role in ROLES for holder in holders_of(role, one)
        ],
        "crumbs": [
            {"label": _("Partnerships"), "url": reverse("partnerships")},
            {"label": one.title, "url": reverse("partnership", args=[one.pk])},
        ],
    }


def _named(request: SignedInRequest, one: Partnership, form: RoleForm) -> bool:
    """Whether the person of the form has the role now, or will once somebody confirms it."""
    role, person = one_of_ours(form.cleaned_data["role"]), form.cleaned_data["person"]
    try:
        grant = actions.name_holder(role, by=request.user, partnership=one, person=person)
    except actions.OwnRole:
        form.add_error("email", _("Nobody gives themselves a role. Ask a colleague."))
        return False
    words = {"name": person.name, "role": role.label}
    if grant.confirmed_at is None:
        said = _("Kept. %(name)s is %(role)s when a second person has confirmed it.")
    else:
        said = _("%(name)s is %(role)s from now on. You gave it alone, which the log says.")
    messages.success(request, said % words)
    return True


def _decided(request: SignedInRequest, one: Partnership) -> HttpResponse:
    is_confirmed = "confirm" in request.POST
    number = read_number(request.POST["confirm" if is_confirmed else "decline"])
    grant = get_grant_to_confirm_for(request.user, one, number)
    decided = actions.confirm_holder if is_confirmed else actions.decline_holder
    decided(by=request.user, partnership=one, grant=grant)
    if is_confirmed:
        messages.success(request, _("Confirmed. The role counts from now on."))
    return redirect("partnership_roles", pk=one.pk)


def _taken_off(request: SignedInRequest, one: Partnership) -> HttpResponse:
    role = one_of_ours(request.POST.get("role", ""))
    known = Person.objects.filter(role_grants__in=grants_at(role, one))
    person = one_or_404(known, read_number(request.POST["remove"]))
    actions.drop_holder(role, by=request.user, partnership=one, person=person)
    return redirect("partnership_roles", pk=one.pk)
