"""The mail domains of an organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.joining.actions import add_mail_domain, remove_mail_domain
from people.joining.forms import MailDomainForm
from people.joining.permissions import get_mail_domain_for, get_organisation_to_invite_for
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def mail_domains(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Whose addresses join without being asked about."""
    organisation = get_organisation_to_invite_for(request.user, organisation_id)
    form = MailDomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        domain = form.cleaned_data["domain"]
        add_mail_domain(by=request.user, organisation=organisation, domain=domain)
        said = _("Who has an address at %(domain)s now joins without being asked about.")
        messages.success(request, said % {"domain": domain})
        return redirect("mail_domains", organisation.pk)
    domains = organisation.mail_domains.all()
    context = {"form": form, "organisation": organisation, "domains": domains}
    return render(request, "people/joining/domains.html", context)


@require_POST
@for_roles
def remove_domain(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its addresses wait for a person's word again."""
    one = get_mail_domain_for(request.user, pk)
    remove_mail_domain(by=request.user, mail_domain=one)
    messages.success(request, _("%(domain)s is taken off.") % {"domain": one.domain})
    return redirect("mail_domains", one.organisation_id)
