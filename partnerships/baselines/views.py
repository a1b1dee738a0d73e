"""Baselines: of whom there are some, what is said about one partner, and saying it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.paging import read_number
from pages.permissions import one_or_404
from partnerships.baselines import actions
from partnerships.baselines.forms import BaselineForm
from partnerships.baselines.lines import chart_of, times_of
from partnerships.baselines.permissions import (
    can_read_baselines,
    get_assessed_for,
    get_assessed_to_write_for,
    get_partnership_inside_for,
    partners_of,
    sides_speaking,
)
from partnerships.baselines.shown import consents_of, shown_until
from partnerships.models import Baseline, Partnership
from partnerships.permissions import can_keep, sides_of
from people.granting.permissions import speaks_for
from people.models import Organisation, Person
from people.requests import SignedInRequest
from people.second_step import for_roles

MOST_SHOWN = 60


def _crumbs(one: Partnership, is_inner: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"label": str(_("Partnerships")), "url": reverse("partnerships")},
        {"label": one.title, "url": reverse("partnership", args=[one.pk])},
    ]
    if is_inner:
        crumbs.append({"label": str(_("Baselines")), "url": reverse("baselines", args=[one.pk])})
    return crumbs


def _times_said(one: Partnership) -> dict[int, int]:
    """How many times something was said, by the number of the partner it is about."""
    rows = Baseline.objects.filter(partnership=one).order_by().values("about")
    return dict(rows.annotate(number=Count("pk")).values_list("about", "number"))


@require_safe
@for_roles
def baselines(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The partners, with links to what is said about each as far as the reader may read it."""
    one = get_partnership_inside_for(request.user, pk)
    own, keeps = speaks_for(request.user), can_keep(request.user, one)
    said = _times_said(one)
    sides = sides_speaking(request.user, one)
    filed = Baseline.objects.filter(partnership=one, by_organisation__in=sides)
    context = {
        "partnership": one,
        "lines": [
            {
                "partner": partner,
                "reads": keeps or partner.pk in own,
                "number": said.get(partner.pk, 0),
            }
            for partner in partners_of(one)
        ],
        "can_write": sides.exists(),
        **_consents(request.user, one),
        # What one said of others is theirs to read; that one said it stays known.
        "filed": filed.select_related("about", "by_organisation").order_by("-on")[:MOST_SHOWN],
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/baselines.html", context)


def _consents(person: Person, one: Partnership) -> dict[str, Any]:
    given = consents_of(one)
    sides = sides_of(person, one)
    return {
        "consents": given,
        "shown_until": shown_until(given),
        "consenting": [each.partner for each in given if each.partner.pk in sides],
        "agreed": {each.partner.pk for each in given if each.until},
    }


@require_POST
@for_roles
def show_baselines(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Agree to show scores to everyone in the name of a partner, or take that back."""
    one = get_partnership_inside_for(request.user, pk)
    sides = Organisation.objects.filter(pk__in=sides_of(request.user, one))
    if not sides:
        raise Http404
    organisation = one_or_404(sides, read_number(request.POST.get("organisation", "")))
    then = {"show": actions.agree_to_show, "hide": actions.take_back}
    if request.POST.get("then") not in then:
        raise BadRequest("then")
    then[request.POST["then"]](by=request.user, partnership=one, organisation=organisation)
    return redirect("baselines", pk=pk)


@require_safe
@for_roles
def baseline_of_partner(request: SignedInRequest, pk: uuid.UUID, about: int) -> HttpResponse:
    """What is said about one partner, each time, with the difference. Other readers are noted."""
    one, organisation = get_assessed_for(request.user, pk, about)
    if organisation.pk not in speaks_for(request.user):
        actions.note_reading(by=request.user, partnership=one, about=organisation)
    rows = Baseline.objects.filter(partnership=one, about=organisation)
    newest = rows.select_related("by_organisation").prefetch_related("staff__person")
    shown = list(newest.order_by("-on", "-made_at", "-pk")[:MOST_SHOWN])[::-1]
    context = {
        "partnership": one,
        "about": organisation,
        "times": times_of(shown),
        "chart": chart_of(shown),
        "can_write": sides_speaking(request.user, one).exists(),
        "crumbs": _crumbs(one, is_inner=True),
    }
    return render(request, "partnerships/baseline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def say_baseline(request: SignedInRequest, pk: uuid.UUID, about: int) -> HttpResponse:
    """How strong a partner is, in the name of one."""
    one, organisation = get_assessed_to_write_for(request.user, pk, about)
    form = BaselineForm(request.POST or None, sides=sides_speaking(request.user, one))
    if request.method == "POST" and form.is_valid():
        try:
            actions.say(
                by=request.user, partnership=one, about=organisation, said=form.cleaned_data
            )
        except actions.SaidThatDay:
            form.add_error("on", _("There is one of this day already. Choose another day."))
        else:
            messages.success(request, _("Kept. It shows the change once it is said again."))
            return _onward(request, one, organisation)
    context = {
        "form": form,
        "heading": _("Baseline of %(name)s") % {"name": organisation.name},
        "said": one.title,
        "button": _("Keep it"),
        "crumbs": _crumbs(one, is_inner=True),
    }
    return render(request, "partnerships/step.html", context)


def _onward(request: SignedInRequest, one: Partnership, about: Organisation) -> HttpResponse:
    if can_read_baselines(request.user, one, about.pk):
        return redirect("baseline", pk=one.pk, about=about.pk)
    return redirect("baselines", pk=one.pk)
