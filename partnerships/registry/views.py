"""One partnership, and what its keepers write there."""

import uuid
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.paging import read_number
from pages.permissions import one_or_404
from partnerships.baselines.shown import scores_for_everyone
from partnerships.contracting.permissions import contracts_for
from partnerships.iati.exporting import CannotBeGiven, partnership_rows, write_file
from partnerships.models import Activity, Partnership
from partnerships.monitoring.public import open_indicators
from partnerships.permissions import (
    can_keep,
    can_look_inside,
    can_write_risks,
    get_partnership_for,
    get_partnership_to_confirm_for,
    get_partnership_to_keep_for,
    partnerships_kept_by,
    risks_read_by,
    sides_of,
)
from partnerships.registries import known_to
from partnerships.registry import actions
from partnerships.registry.forms import (
    ActivityForm,
    PartnerForm,
    PartnershipForm,
    TieForm,
)
from partnerships.registry.lines import (
    countries_of,
    period_of,
    words_in_reach,
)
from partnerships.registry.outputs import learning_of
from partnerships.reporting.lines import open_lines_of
from partnerships.roles import COORDINATOR, holders_of
from people.permissions import is_programme_editor
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_safe
def partnership(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The public summary; and what is inside, for who may look there."""
    one = get_partnership_for(request.user, pk)
    today = timezone.localdate()
    title, summary, language = words_in_reach(one)
    is_inside = can_look_inside(request.user, one)
    learning = learning_of(
        one.outputs.select_related("theme", "partnership"), request.user, counts_all=is_inside
    )
    newest = learning.newest_on
    context = {
        "partnership": one,
        "title": title,
        "summary": summary,
        "language": language,
        **_facts(one),
        "learning": learning,
        "owes_an_output": newest is None or (today - newest).days > 365,
        "is_unconfirmed": one.is_unconfirmed(today),
        "crumbs": [{"label": _("Partnerships"), "url": reverse("partnerships")}],
        "has_risks": _has_risks(request.user, one),
        **_inside(request.user, one),
    }
    return render(request, "partnerships/partnership.html", context)


def _facts(one: Partnership) -> dict[str, Any]:
    """What everybody who sees it reads of it."""
    return {
        "partners": one.partners.select_related("organisation"),
        "countries": countries_of(one),
        "period": period_of(one),
        "themes": one.themes.all(),
        "budgets": one.budgets.all(),
        "scores": scores_for_everyone(one),
        "reached": open_indicators().filter(partnership=one),
    }


def _has_risks(person: Any, one: Partnership) -> bool:
    """Whether the reader reads or writes risks of it; others are told of none."""
    return can_write_risks(person, one) or risks_read_by(person).filter(partnership=one).exists()


def _inside(person: Any, one: Partnership) -> dict[str, Any]:
    if not can_look_inside(person, one):
        activities = one.activities.all()
        return {"activities": [{"activity": each, "people": None} for each in activities]}
    rows = one.activities.prefetch_related("travellers__person", "travellers__organisation")
    return {
        "is_inside": True,
        "can_keep": can_keep(person, one),
        "can_name": is_programme_editor(person),
        "coordinators": holders_of(COORDINATOR, one),
        "contracts": contracts_for(one, person),
        "sides": sides_of(person, one),
        "reports": open_lines_of(one, timezone.localdate()),
        "confirmations": one.confirmations.select_related("organisation")[:10],
        "activities": [{"activity": each, "people": each.travellers.all()} for each in rows],
    }


@require_safe
def partnership_iati(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The partnership as a file of IATI 2.03; 404 where it is not public or not complete."""
    get_partnership_for(request.user, pk)
    written = BytesIO()
    rows = partnership_rows(partnership=pk, plan=None)
    try:
        if not rows.exists():
            raise Http404
        write_file(rows, written)
    except CannotBeGiven:
        raise Http404 from None
    return HttpResponse(written.getvalue(), content_type="application/xml; charset=utf-8")


def _crumbs(one: Partnership | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Partnerships"), "url": reverse("partnerships")}]
    if one is not None:
        crumbs.append({"label": one.title, "url": reverse("partnership", args=[one.pk])})
    return crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_partnership(request: SignedInRequest) -> HttpResponse:
    if not is_programme_editor(request.user):
        raise Http404
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def change_partnership(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _form(request, get_partnership_to_keep_for(request.user, pk))


def _form(request: SignedInRequest, one: Partnership | None) -> HttpResponse:
    form = PartnershipForm(
        request.POST or None,
        instance=one,
        person=request.user,
        may_publish=is_programme_editor(request.user),
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        kept = actions.save_partnership(by=request.user, partnership=one, said=form.cleaned_data)
        return redirect("partnership", pk=kept.pk)
    heading = _("Change the partnership") if one else _("Add a partnership")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(one)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def partnership_partners(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who takes part: one more, or one less (`remove`)."""
    one = get_partnership_to_keep_for(request.user, pk)
    if "remove" in request.POST:
        partner = one_or_404(one.partners.all(), read_number(request.POST["remove"]))
        actions.remove_partner(partner=partner)
        return redirect("partnership_partners", pk=pk)
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_partner(partnership=one, **form.cleaned_data)
        return redirect("partnership_partners", pk=pk)
    context = {
        "form": form,
        "partnership": one,
        "rows": one.partners.select_related("organisation"),
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def partnership_activity(
    request: SignedInRequest, pk: uuid.UUID, activity: uuid.UUID | None = None
) -> HttpResponse:
    """Add or change what the partners do together."""
    one = get_partnership_to_keep_for(request.user, pk)
    row = (
        Activity(partnership=one)
        if activity is None
        else one_or_404(one.activities.all(), activity)
    )
    form = ActivityForm(
        request.POST or None, instance=row, site_version=getattr(request, "site_version", None)
    )
    if request.method == "POST" and form.is_valid():
        people = list(form.cleaned_data["people"])
        actions.save_activity(activity=form.save(commit=False), people=people)
        return redirect("partnership", pk=pk)
    heading = _("Change the activity") if activity else _("Add an activity")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(one)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def partnership_tie(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Tie something that was learnt, by its address; or take one out (`remove`)."""
    one = get_partnership_to_keep_for(request.user, pk)
    if "remove" in request.POST:
        actions.untie(output=one_or_404(one.outputs.all(), read_number(request.POST["remove"])))
        return redirect("partnership", pk=pk)
    return _tie(request, TieForm(request.POST or None, **_tie_words(request), partnership=one), one)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def tie_thing(request: SignedInRequest) -> HttpResponse:
    """Tie the thing named in `thing` to a partnership the reader keeps."""
    if not partnerships_kept_by(request.user).exists():
        raise Http404
    thing = request.GET.get("thing", "")
    found = known_to([thing], request.user).get(thing)
    if found is None:
        raise Http404
    form = TieForm(request.POST or None, **_tie_words(request), thing=thing)
    return _tie(request, form, None, said=found.title)


def _tie_words(request: SignedInRequest) -> dict[str, Any]:
    return {"person": request.user, "site_version": getattr(request, "site_version", None)}


def _tie(
    request: SignedInRequest, form: TieForm, one: Partnership | None, said: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        output = actions.tie(by=request.user, **form.said())
        messages.success(request, _("Tied. It stands on the partnership's page now."))
        return redirect("partnership", pk=output.partnership_id)
    context = {
        "form": form,
        "heading": _("Tie what was learnt"),
        "said": said,
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/form.html", context)


@require_POST
@for_roles
def confirm_partnership(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One button: it is alive, says each side the reader speaks for."""
    one = get_partnership_to_confirm_for(request.user, pk)
    actions.confirm_alive(
        by=request.user, partnership=one, organisation_ids=sides_of(request.user, one)
    )
    messages.success(request, _("Thank you. It counts once the other side has said so too."))
    return redirect("partnership", pk=pk)
