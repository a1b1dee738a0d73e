"""Papers of a partnership: drawing up, offering, signing."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.moving import NotAnyMore
from pages.paging import read_number
from pages.pdf import can_make_pdf
from pages.permissions import one_or_404
from partnerships.answers import or_too_late
from partnerships.contracting import actions
from partnerships.contracting.forms import ContractForm, InstalmentForm
from partnerships.contracting.lines import crumbs_of, shown_contract
from partnerships.contracting.permissions import (
    can_read_copy_of,
    contract_parties_of,
    get_contract_for,
    get_contract_to_draw_up_for,
)
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import Contract
from partnerships.models.contract import MOST_INSTALMENTS
from partnerships.permissions import check_may, get_partnership_to_keep_for, sides_of
from partnerships.states import OFFER_CONTRACT, TAKE_BACK, ContractState
from people.breaking_glass.log import exceptions_of
from people.models import Organisation
from people.requests import SignedInRequest
from people.second_step import for_roles

MISSING = {
    "audit": gettext_lazy("Say how the money is audited first."),
    "instalments": gettext_lazy("The instalments are not as much as the grant."),
    "partners": gettext_lazy("Name the partners first."),
}


@require_safe
@for_roles
def contract(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One paper, the rule it follows, and what the reader does with it. Noted (R8)."""
    found = get_contract_for(request.user, pk)
    actions.note_reading(by=request.user, contract=found)
    parties = contract_parties_of(found.partnership, request.user)
    own = sides_of(request.user, found.partnership)
    signed = set(found.signatures.values_list("organisation_id", flat=True))
    is_signing = found.state == ContractState.SIGNING
    context = {
        **shown_contract(found),
        "own_sides": own,
        "copies_of": [
            one.organisation_id
            for one in found.signatures.all()
            if one.copy and can_read_copy_of(request.user, found, one.organisation_id)
        ],
        "to_sign": Organisation.objects.filter(pk__in=own - signed) if is_signing else [],
        "can_write": "keeper" in parties and found.state == ContractState.DRAFT,
        "can_take_back": bool(TAKE_BACK.by & parties) and is_signing,
        "can_amend": "keeper" in parties
        and found.state == ContractState.SIGNED
        and not actions.amendments_under_way(found).exists(),
        "can_print": can_make_pdf(),
        "exceptions": exceptions_of(found),
        "seen_at": found.changed_at.isoformat(),
        "crumbs": crumbs_of(found),
    }
    return render(request, "partnerships/contracts/contract.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def new_contract(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Draw up a paper, or with `amends` one that changes a signed one."""
    one = get_partnership_to_keep_for(request.user, pk)
    amends = None
    if "amends" in request.GET:
        signed = one.contracts.filter(state=ContractState.SIGNED)
        amends = one_or_404(signed, _uuid(request.GET["amends"]))
    form = ContractForm(request.POST or None, initial=_as_before(amends))
    form = with_paragraphs(form, "contract", request.user)
    if request.method == "POST" and form.is_valid():
        kept = actions.save_contract(
            by=request.user, partnership=one, contract=None, said=form.cleaned_data, amends=amends
        )
        return redirect("contract", pk=kept.pk)
    heading = _("Draw up an amendment") if amends else _("Draw up a paper")
    crumbs = crumbs_of(Contract(partnership=one))
    return render(
        request, "partnerships/form.html", {"form": form, "heading": heading, "crumbs": crumbs}
    )


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _as_before(amends: Contract | None) -> dict[str, Any]:
    names = ContractForm.Meta.fields
    return {name: getattr(amends, name) for name in names} if amends else {}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_contract(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_contract_to_draw_up_for(request.user, pk)
    if found.state != ContractState.DRAFT:
        raise NotAnyMore
    form = ContractForm(request.POST or None, instance=found)
    form = with_paragraphs(form, "contract", request.user)
    if request.method == "POST" and form.is_valid():
        actions.save_contract(
            by=request.user,
            partnership=found.partnership,
            contract=found,
            said=form.cleaned_data,
        )
        return redirect("contract", pk=pk)
    context = {"form": form, "heading": _("Change the paper"), "crumbs": crumbs_of(found)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def contract_instalments(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Parts of the grant: one more, or one less (`remove`)."""
    found = get_contract_to_draw_up_for(request.user, pk)
    if found.grant is None:
        raise Http404
    rows = found.instalments.all()
    if "remove" in request.POST:
        row = one_or_404(rows, read_number(request.POST["remove"]))
        actions.remove_instalment(contract=found, instalment=row)
        return redirect("contract_instalments", pk=pk)
    if rows.count() >= MOST_INSTALMENTS:
        raise BadRequest("instalments")
    form = with_paragraphs(InstalmentForm(request.POST or None), "instalment", request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_instalment(contract=found, said=form.cleaned_data)
        return redirect("contract_instalments", pk=pk)
    context = {
        "form": form,
        "contract": found,
        "rows": rows,
        "crumbs": [
            *crumbs_of(found),
            {"label": _("The paper"), "url": reverse("contract", args=[pk])},
        ],
    }
    return render(request, "partnerships/contracts/instalments.html", context)


@require_POST
@for_roles
@or_too_late
def contract_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer for signing, or take back: `then` says which."""
    found = get_contract_to_draw_up_for(request.user, pk)
    moves = {move.name: move for move in (OFFER_CONTRACT, TAKE_BACK)}
    move = moves.get(request.POST.get("then", ""))
    if move is None:
        raise BadRequest("then")
    check_may(move, contract_parties_of(found.partnership, request.user))
    if move is TAKE_BACK:
        actions.take_contract_back(by=request.user, contract=found)
        return redirect("contract", pk=pk)
    try:
        actions.offer_contract(by=request.user, contract=found)
    except actions.NotComplete as missing:
        messages.error(request, MISSING[str(missing)])
    else:
        messages.success(request, _("The partners are asked to sign."))
    return redirect("contract", pk=pk)


@require_POST
@for_roles
@or_too_late
def sign_contract(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign what was read, for a partner the reader speaks for."""
    found = get_contract_for(request.user, pk)
    own = Organisation.objects.filter(pk__in=sides_of(request.user, found.partnership))
    organisation = one_or_404(own, read_number(request.POST.get("organisation", "")))
    was_last = actions.sign_contract(
        by=request.user,
        contract=found,
        organisation=organisation,
        seen_at=request.POST.get("seen_at", ""),
    )
    messages.success(request, _("Signed by all.") if was_last else _("Signed. Others have yet to."))
    return redirect("contract", pk=pk)
