"""Pages of organisations and of persons, and the lists of both."""

from operator import itemgetter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.countries import country_name
from pages.lines import one_line
from pages.querysets import themes_in_order
from pages.registries import published_by
from people.conversations.permissions import has_blocked
from people.directory.actions import (
    change_organisation,
    confirm_organisation,
    read_hidden_fields,
)
from people.directory.forms import OrganisationForm, WhyForm
from people.directory.lines import line_of, lines_of_persons, organisation_facts
from people.directory.lookups import counted_as_lookup, may_look_up
from people.directory.narrowing import (
    Asked,
    Filter,
    called,
    check_chosen,
    narrowing_context,
    page_of,
    read_asked,
)
from people.directory.permissions import (
    can_read_hidden_fields,
    check_can_confirm_organisation,
    check_can_edit_organisation,
    get_organisation,
    get_person_for,
    get_person_with_hidden_fields,
    rights_over,
)
from people.directory.querysets import (
    MOST_PERSONS,
    association_names,
    associations_of,
    contacts_of,
    countries_in_use,
    organisations_narrowed,
    persons_at,
    persons_narrowed,
    with_posts_of_today,
)
from people.directory.words import KIND_LABELS, SIZE_LABELS
from people.granting.permissions import can_keep_people_of, reach_of
from people.models import Organisation
from people.models.profile import LANGUAGES_SPOKEN
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space.lists import address_of_space
from people.visibility import visible_fields

LONGEST_TITLE = 200


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations by name, twenty a page; what one is, is public."""
    asked = read_asked(
        reverse("organisations"), request.GET, ("country", "kind", "size", "association")
    )
    filters = _organisation_filters(getattr(request, "site_version", None))
    check_chosen(asked, filters)
    rows, has_more = page_of(called(organisations_narrowed(asked.chosen), asked.words), asked)
    joined = associations_of([row.pk for row in rows])
    today = timezone.now().date()
    context = {
        "lines": [line_of(row, joined[row.pk], today) for row in rows],
        **narrowing_context(asked, filters, rows, has_more),
    }
    return render(request, "people/directory/organisations.html", context)


def _organisation_filters(site_version: int | None) -> list[Filter]:
    countries = {code: country_name(code) for code in countries_in_use(site_version)}
    return [
        Filter("kind", _("Kind"), {key: str(label) for key, label in KIND_LABELS.items()}),
        Filter("association", _("Member of"), association_names(site_version)),
        Filter("size", _("Inhabitants"), {key: str(label) for key, label in SIZE_LABELS.items()}),
        Filter("country", _("Country"), dict(sorted(countries.items(), key=itemgetter(1)))),
    ]


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Who they are, what they published, whom to ask; persons as far as the viewer may know.

    That it names persons is a lookup; where the hour's are used up it names none.
    """
    shown = get_organisation(pk)
    persons = list(with_posts_of_today(persons_at(shown, request.user))[: MOST_PERSONS + 1])
    if persons and not may_look_up(request.user):
        persons = []
    contacts = contacts_of(shown)
    context = {
        **organisation_facts(shown, contacts, request.user),
        "plain_name": one_line(shown.name, LONGEST_TITLE),
        "associations": associations_of([shown.pk])[shown.pk],
        "published": [room(organisation=shown, person=request.user) for room in published_by],
        "persons": lines_of_persons(persons[:MOST_PERSONS], request.user, at=shown),
        "has_more_persons": len(persons) > MOST_PERSONS,
        "rights": rights_over(request.user, shown),
        "space_url": address_of_space(shown.pk),
        "keeps_people": request.user.is_authenticated
        and can_keep_people_of(reach_of(request.user), shown.pk),
        "crumbs": [{"label": _("Organisations"), "url": reverse("organisations")}],
    }
    return render(request, "people/directory/organisation.html", context)


@require_POST
@for_roles
def organisation_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody who knows says that the page is right."""
    shown = get_organisation(pk)
    check_can_confirm_organisation(request.user, shown)
    confirm_organisation(by=request.user, organisation=shown)
    messages.success(request, _("Confirmed. The page says so with today’s date."))
    return redirect("organisation", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def organisation_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form for the facts of the own organisation."""
    shown = get_organisation(pk)
    check_can_edit_organisation(request.user, shown)
    form = OrganisationForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        change_organisation(by=request.user, organisation=form.instance)
        messages.success(request, _("Kept. The page says that you confirmed it today."))
        return redirect("organisation", pk=pk)
    # The form may have put what cannot stay on its instance.
    crumb = {"label": shown.name, "url": reverse("organisation", args=[pk])}
    context = {"form": form, "organisation": shown, "crumbs": [crumb]}
    return render(request, "people/directory/organisation_form.html", context)


@require_safe
@login_required
@counted_as_lookup
def people(request: SignedInRequest) -> HttpResponse:
    """Whom the viewer may find, by name, twenty a page."""
    asked = read_asked(
        reverse("people"), request.GET, ("organisation", "association", "theme", "language")
    )
    filters = _person_filters(request, asked)
    check_chosen(asked, filters)
    found = called(persons_narrowed(request.user, asked.chosen), asked.words)
    rows, has_more = page_of(with_posts_of_today(found), asked)
    context = {
        "lines": lines_of_persons(rows, request.user),
        **narrowing_context(asked, filters, rows, has_more),
    }
    return render(request, "people/directory/people.html", context)


def _person_filters(request: SignedInRequest, asked: Asked) -> list[Filter]:
    """One organisation is chosen on its page: two thousand would not fit beside a list."""
    site_version = getattr(request, "site_version", None)
    themes = themes_in_order(site_version)
    chosen = asked.chosen.get("organisation", "")
    if not chosen.isdecimal() and chosen:
        raise BadRequest("organisation")
    one = Organisation.objects.filter(pk=chosen or 0).values_list("pk", "name")
    return [
        Filter("organisation", _("Organisation"), {str(pk): name for pk, name in one}),
        Filter("association", _("Association"), association_names(site_version)),
        Filter("theme", _("Theme"), {one.slug: one.name for one in themes if not one.parent_id}),
        Filter("language", _("Language"), dict(LANGUAGES_SPOKEN)),
    ]


@require_safe
@login_required
@counted_as_lookup
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody, as far as the viewer may know."""
    shown = get_person_for(request.user, pk)
    is_own = shown == request.user
    fields = visible_fields(request.user, shown)
    (line,) = lines_of_persons(with_posts_of_today(type(shown).objects.filter(pk=pk)), request.user)
    context = {
        "person": shown,
        # A title holds no element that would keep a sign of direction in.
        "plain_name": one_line(shown.name, LONGEST_TITLE),
        "line": line,
        "fields": fields,
        "languages": (
            [LANGUAGES_SPOKEN.get(one.code, one.code) for one in shown.spoken_languages.all()]
            if "languages" in fields
            else []
        ),
        "themes": shown.themes.all() if "themes" in fields else [],
        "is_own": is_own,
        "may_read_hidden": not is_own and can_read_hidden_fields(request.user),
        "is_blocked": not is_own and has_blocked(request.user, shown),
        "crumbs": [{"label": _("People"), "url": reverse("people")}],
    }
    return render(request, "people/directory/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@counted_as_lookup
def hidden_fields(request: SignedInRequest, pk: int) -> HttpResponse:
    """What somebody hides, for the programme: who says why sees it in this one answer, noted."""
    shown = get_person_with_hidden_fields(request.user, pk)
    form = WhyForm(request.POST or None)
    read = None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        read = read_hidden_fields(by=request.user, person=shown, reason=reason)
    context = {
        "person": shown,
        "plain_name": one_line(shown.name, LONGEST_TITLE),
        "form": form,
        "read": read,
        "crumbs": [{"label": _("People"), "url": reverse("people")}],
    }
    return render(request, "people/directory/hidden_fields.html", context)
