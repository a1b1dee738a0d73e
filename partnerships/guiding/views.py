"""Which paragraph of a manual stands beside which field: kept by the programme."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.paging import read_number
from pages.permissions import one_or_404
from partnerships.guiding import actions
from partnerships.guiding.fields import label_of
from partnerships.guiding.forms import GuidanceForm
from partnerships.models import FieldGuidance
from partnerships.permissions import is_drafting
from partnerships.registries import paragraphs_for
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def guidance(request: SignedInRequest) -> HttpResponse:
    """All of them; one more, or one less (`remove`)."""
    if not is_drafting(request.user):
        raise Http404
    if "remove" in request.POST:
        number = read_number(request.POST["remove"])
        actions.take_away(guidance=one_or_404(FieldGuidance.objects.all(), number))
        return redirect("guidance")
    form = GuidanceForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        field = form.cleaned_data["field"]
        actions.put_beside(by=request.user, field=field, thing=form.thing)
        messages.success(request, _("It stands beside the field now."))
        return redirect("guidance")
    rows = list(FieldGuidance.objects.all())
    found = paragraphs_for([row.thing for row in rows], request.user)
    context = {
        "form": form,
        "rows": [
            {"row": row, "label": label_of(row.field), "paragraph": found.get(row.thing)}
            for row in rows
        ],
        "crumbs": [{"label": _("Partnerships"), "url": reverse("partnerships")}],
    }
    return render(request, "partnerships/guidance.html", context)
