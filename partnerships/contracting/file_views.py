"""Papers of a partnership as files: the PDF, and copies with ink."""

import uuid

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.moving import NotAnyMore
from pages.pdf import can_make_pdf, pdf_answer, pdf_in_languages
from pages.permissions import one_or_404
from pages.private_files import as_download, opened_or_404
from partnerships.answers import too_late
from partnerships.contracting import actions
from partnerships.contracting.forms import CopyForm
from partnerships.contracting.lines import crumbs_of, shown_contract
from partnerships.contracting.permissions import can_read_copy_of, get_contract_for
from partnerships.models import Contract, ContractSignature
from partnerships.permissions import sides_of
from people.models import Organisation
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_safe
@for_roles
def contract_pdf(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The paper in its languages; 404 where this server cannot make it."""
    found = get_contract_for(request.user, pk)
    if not can_make_pdf():
        raise Http404
    actions.note_reading(by=request.user, contract=found)
    made = pdf_in_languages(
        (found.language, found.second_language),
        template="partnerships/contracts/part.html",
        shown=lambda: shown_contract(found),
        title=_("A paper of a partnership"),
        person=request.user,
    )
    return pdf_answer(made, "contract.pdf")


def _known(organisation: int) -> Organisation:
    """Numbers that no database holds are of nobody."""
    return one_or_404(Organisation.objects.all(), organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def contract_copy(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponseBase:
    """The paper with ink of one side: a download; that side puts it here."""
    found = get_contract_for(request.user, pk)
    signature = one_or_404(
        ContractSignature.objects.filter(contract=found),
        found.signatures.filter(organisation=_known(organisation))
        .values_list("pk", flat=True)
        .first(),
    )
    if request.method != "POST" and "new" not in request.GET:
        if not can_read_copy_of(request.user, found, organisation):
            raise Http404
        return _download(request, found, signature)
    if organisation not in sides_of(request.user, found.partnership):
        raise Http404
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.checked:
        content = form.cleaned_data["copy"]
        try:
            actions.keep_copy(signature=signature, content=content, checked=form.checked)
        except NotAnyMore:
            return too_late(request)
        return redirect("contract", pk=pk)
    context = {"form": form, "heading": _("The signed paper"), "crumbs": crumbs_of(found)}
    return render(request, "partnerships/form.html", context)


def _download(
    request: SignedInRequest, contract: Contract, signature: ContractSignature
) -> HttpResponseBase:
    opened = opened_or_404(signature.copy)
    actions.note_reading(by=request.user, contract=contract)
    return as_download(opened, name="signed.pdf", content_type=signature.copy_type)
