"""Reports of what was tried: all of a text, filing one, one by itself, and what is done with it."""

import re
import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.models import LibraryItem, TriedReport
from learning.permissions import get_item_for
from learning.trying import actions, permissions
from learning.trying.answers import crumbs, or_too_late
from learning.trying.forms import MOST_TEXTS, TriedForm
from learning.trying.lines import by_country, history_of, lines_of, sentence_of
from learning.trying.states import LIVE, ReportState
from pages.doors import asks_visitors_to_sign_in
from pages.moving import NotAnyMore
from pages.paging import place_after, read_place_of_uuid
from people.limits import TooMany
from people.models import Organisation
from people.requests import SignedInRequest

PAGE_SIZE = 20
both_ways = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def tried(request: HttpRequest, pk: int) -> HttpResponse:
    """All reports on a text, country by country, the newest of each first; twenty a page."""
    item = get_item_for(request.user, pk)
    rows = permissions.for_lists(request.user).of([item.translation_key])
    rows = rows.exclude(state=ReportState.WITHDRAWN).filter(_behind(request.GET.get("after", "")))
    found = list(rows.order_by("organisation__country", "-moved_at", "-pk")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "page": item,
        "sentence": sentence_of(item.translation_key),
        "groups": by_country(lines_of(shown, request.user)),
        "file_url": reverse("file_tried", args=[pk]),
        "next_url": _place(shown[-1]) if len(found) > PAGE_SIZE else "",
        "first_url": "?" if request.GET.get("after") else "",
        "crumbs": crumbs(item),
    }
    return render(request, "learning/trying/tried.html", context)


def _place(report: TriedReport) -> str:
    after = f"{report.organisation.country}.{place_after(report.moved_at, report.pk)}"
    return f"?{urlencode({'after': after})}"


def _behind(text: str) -> Q:
    """Rows behind a place of the list; BadRequest for anything else."""
    country, dot, after = text.partition(".")
    if text and not (dot and after and re.fullmatch("[A-Z]{0,2}", country)):
        raise BadRequest("after")
    place = read_place_of_uuid(after)
    if place is None:
        return Q()
    moved_at, pk = place
    later = Q(moved_at__lt=moved_at) | Q(moved_at=moved_at, pk__lt=pk)
    return Q(organisation__country__gt=country) | Q(organisation__country=country) & later


@both_ways
@login_required
def file_tried(request: SignedInRequest, pk: int) -> HttpResponse:
    """The short form: how it went, what changed, when."""
    item = get_item_for(request.user, pk)
    all_own = list(permissions.organisations_reporting(request.user).order_by("name"))
    reports = TriedReport.objects.of([item.translation_key]).filter(state__in=LIVE)
    known = list(reports.filter(organisation__in=all_own).select_related("organisation"))
    taken = {one.organisation_id for one in known}
    own = [one for one in all_own if one.pk not in taken] if request.method != "POST" else all_own
    context: dict[str, Any] = {"page": item, "known": known, "crumbs": crumbs(item)}
    if own:
        texts = _texts_of(request.user, own, item)
        form = TriedForm(request.POST or None, organisations=own, texts=texts)
        if request.method == "POST" and form.is_valid():
            report = _file(request, item, form)
            if report is not None:
                messages.success(
                    request, _("Thank you, your report is sent. Your association now checks it.")
                )
                return redirect("tried_report", pk=report.pk)
        context |= {"form": form, "own": own}
    return render(request, "learning/trying/file.html", context)


def _file(request: SignedInRequest, item: LibraryItem, form: TriedForm) -> TriedReport | None:
    """The report; None with a sentence on the form."""
    try:
        return actions.file_report(
            by=request.user, item=item, organisation=form.chosen, said=form.said
        )
    except actions.AlreadyReported:
        sentence = _(
            "%(organisation)s has already reported on this text. Open that report to say how"
            " things are now."
        )
        form.add_error(None, sentence % {"organisation": form.chosen.name})
    except TooMany:
        form.add_error(None, _too_many())
    return None


def _too_many() -> str:
    return _("You cannot send more reports today. Please send this one tomorrow.")


def _texts_of(
    person: Any, organisations: list[Organisation], item: LibraryItem
) -> list[LibraryItem]:
    """Texts of these organisations and of one's own, each once; one query."""
    own = Q(author_organisation__in=organisations) | Q(owner=person)
    rows = LibraryItem.objects.visible_to(person).filter(own).newest_first().defer("body")
    others = rows.exclude(translation_key=item.translation_key)
    found: dict[uuid.UUID, LibraryItem] = {}
    for one in others[: 2 * MOST_TEXTS]:
        if one.translation_key not in found or one.language == get_language():
            found[one.translation_key] = one
    return list(found.values())[:MOST_TEXTS]


@asks_visitors_to_sign_in
@require_safe
def tried_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report with its history, and what this reader may do with it."""
    report = permissions.get_report_for(request.user, pk)
    item = _item(request, report)
    context = {
        "page": item,
        "report": report,
        "history": history_of(report, request.user),
        "crumbs": crumbs(item, is_below=True),
        **_doors(request.user, report),
    }
    return render(request, "learning/trying/report.html", context)


def _doors(person: Any, report: TriedReport) -> dict[str, bool]:
    if not person.is_authenticated:
        return {}
    waiting = report.waiting
    answers = permissions.answers_for(person, report)
    was_given_back = waiting is not None and waiting.was_given_back
    return {
        "may_decide": permissions.can_decide(person, report),
        "may_amend": was_given_back and answers and report.state == ReportState.OPEN,
        "may_update": waiting is None and permissions.can_write(person, report),
        "may_withdraw": answers,
        "may_hide": permissions.can_hide(person, report),
    }


def _item(request: HttpRequest, report: TriedReport) -> LibraryItem:
    item = permissions.item_of(request.user, report.translation_key, get_language())
    if item is None:
        raise Http404
    return item


@both_ways
@login_required
@or_too_late
def tried_update(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Amend what came back, or say how it is now."""
    report = permissions.get_report_for(request.user, pk)
    _check_may_write(request, report)
    item = _item(request, report)
    own = [report.organisation]
    form = TriedForm(
        request.POST or None,
        organisations=own,
        texts=_texts_of(request.user, own, item),
        version=report.waiting or report.standing,
    )
    if request.method == "POST" and form.is_valid() and _update(request, report, form):
        messages.success(
            request, _("Thank you, your report is sent. Your association now checks it.")
        )
        return redirect("tried_report", pk=pk)
    way = crumbs(item, is_below=True)
    context = {"page": item, "report": report, "form": form, "own": own, "crumbs": way}
    return render(request, "learning/trying/file.html", context)


def _check_may_write(request: SignedInRequest, report: TriedReport) -> None:
    """For who does not write for it there is nothing here; who does and is late is told so. A form
    that was sent twice goes on to the action, which knows it.
    """
    doors = _doors(request.user, report)
    if doors["may_amend"] or doors["may_update"]:
        return
    person = request.user
    if not (permissions.can_write(person, report) or permissions.answers_for(person, report)):
        raise Http404
    if request.method != "POST":
        raise NotAnyMore


def _update(request: SignedInRequest, report: TriedReport, form: TriedForm) -> bool:
    try:
        actions.update_report(by=request.user, report=report, said=form.said)
    except TooMany:
        form.add_error(None, _too_many())
        return False
    return True
