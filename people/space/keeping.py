"""What the editors of an association keep on the site: members, groups, settings, what waits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.languages import listed
from pages.lines import one_line
from people.approval import Waiting, waiting_in
from people.directory.narrowing import called
from people.models import AssociationMembership, AuditEntry, Organisation, Person, SpaceSettings
from people.querysets import editors_for, persons_of_associations
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space import actions
from people.space.forms import (
    LONGEST_QUESTION,
    MOST_FOUND,
    AddMemberForm,
    EndMembershipForm,
    GroupForm,
    PersonsForm,
    SpaceSettingsForm,
)
from people.space.head import head_of, space_of
from people.space.lists import MEMBERS, members_after, members_of, newsletters_waiting
from people.space.permissions import (
    get_association_for_keeping,
    get_group_for_keeping,
    get_home_of,
)

SHOWN_ALONE = 5
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_roles
def waiting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every text of the association that waits for a second pair of eyes, oldest first."""
    association = get_association_for_keeping(request.user, pk)
    context = {
        **_common(request, association, _("What waits for approval")),
        "waiting": _with_deciders(association, waiting_in(association.spaces.all(), request.user)),
        "newsletters": newsletters_waiting(association),
        "today": timezone.now().date(),
        "alone": _acts(association, "people.approved-alone")[:SHOWN_ALONE],
        "settings": SpaceSettings.objects.filter(association=association).first(),
    }
    return render(request, "people/space/waiting.html", context)


@FORM
@for_roles
def settings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Colour and approval of the space."""
    association = get_association_for_keeping(request.user, pk)
    chosen, _is_new = SpaceSettings.objects.get_or_create(association=association)
    form = SpaceSettingsForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        actions.change_space(by=request.user, association=association, **form.cleaned_data)
        messages.success(request, _("It is set so from now on."))
        return redirect("space_settings", pk)
    context = {**_common(request, association, _("Colour and approval")), "form": form}
    return render(request, "people/space/settings.html", context)


@FORM
@for_roles
def keep_members(request: SignedInRequest, pk: int) -> HttpResponse:
    """The members of today, each to be ended, and organisations to add, found by their name."""
    association = get_association_for_keeping(request.user, pk)
    asked = one_line(request.GET.get("q", ""), LONGEST_QUESTION)
    found = _free_organisations(association, asked)
    form = AddMemberForm(request.POST or None, organisations=found)
    if request.method == "POST" and form.is_valid():
        actions.add_member(by=request.user, association=association, **form.cleaned_data)
        name = form.cleaned_data["member"].name
        messages.success(request, _("%(name)s is a member now.") % {"name": name})
        return redirect("keep_members", pk)
    context = {
        **_common(request, association, _("Keep the list of members")),
        **_page_of_members(request, association),
        "form": form if asked and found.exists() else None,
        "asked": asked,
    }
    return render(request, "people/space/keep_members.html", context)


@FORM
@for_roles
def end_membership(request: SignedInRequest, pk: int, membership_id: int) -> HttpResponse:
    """The last day of one member."""
    association = get_association_for_keeping(request.user, pk)
    held = AssociationMembership.objects.holding_on().filter(association=association)
    membership = held.select_related("member").filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    form = EndMembershipForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        actions.end_membership(by=request.user, membership=membership, **form.cleaned_data)
        messages.success(request, _("The last day is noted."))
        return redirect("keep_members", pk)
    heading = _("End the membership of %(name)s") % {"name": membership.member.name}
    context = {**_common(request, association, heading), "form": form}
    return render(request, "people/space/end_membership.html", context)


@FORM
@for_roles
def keep_groups(request: SignedInRequest, pk: int) -> HttpResponse:
    """The closed groups of the association, and a new one."""
    association = get_association_for_keeping(request.user, pk)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        group = actions.make_group(by=request.user, association=association, name=name)
        return redirect("keep_group", pk, group.pk)
    context = {
        **_common(request, association, _("Closed groups")),
        "groups": association.closed_groups.order_by("name", "pk"),
        "form": form,
    }
    return render(request, "people/space/groups.html", context)


@FORM
@for_roles
def keep_group(request: SignedInRequest, pk: int, group_id: int) -> HttpResponse:
    """Who is in a group; people of the association's members can be put in, found by name."""
    association = get_association_for_keeping(request.user, pk)
    group = get_group_for_keeping(request.user, association, group_id)
    asked = one_line(request.GET.get("q", ""), LONGEST_QUESTION)
    found = _free_persons(association, group, asked)
    is_out = request.POST.get("then") == "take-out"
    joining = PersonsForm(None if is_out else request.POST or None, persons=found)
    leaving = PersonsForm(
        request.POST if is_out else None, persons=group.members.order_by("name"), prefix="out"
    )
    form = leaving if is_out else joining
    if request.method == "POST" and form.is_valid():
        act = actions.take_out_of_group if is_out else actions.put_into_group
        act(by=request.user, group=group, persons=form.cleaned_data["persons"])
        messages.success(request, _("The group is as you set it."))
        return redirect("keep_group", pk, group_id)
    crumb = {"label": _("Closed groups"), "url": reverse("keep_groups", args=[pk])}
    context = {
        **_common(request, association, group.name, crumb),
        "joining": joining if asked and found.exists() else None,
        "leaving": leaving if group.members.exists() else None,
        "asked": asked,
    }
    return render(request, "people/space/group.html", context)


def _acts(association: Organisation, act: str) -> Any:
    """What was done for an association and noted as `act`, newest first, by whom."""
    return AuditEntry.objects.filter(act=act, organisation=association).select_related("by")


def _with_deciders(association: Organisation, waiting: list[Waiting]) -> list[dict[str, Any]]:
    """Each text with the names of those for whom it waits: the one who asked only when alone."""
    editors = list(editors_for([association.pk]).filter(is_active=True))
    rows = []
    for one in waiting:
        others = [editor for editor in editors if editor != one.asked_by] or editors
        rows.append({"one": one, "deciders": listed(editor.name for editor in others)})
    return rows


def _common(
    request: SignedInRequest, association: Organisation, heading: str, *crumbs: dict[str, Any]
) -> dict[str, Any]:
    home = get_home_of(association.pk)
    space = space_of(home, None)
    return {
        "space": head_of(request, space, "keeping") if space else None,
        "association_id": association.pk,
        "heading": heading,
        "crumbs": [{"label": association.name, "url": home.address}, *crumbs],
    }


def _page_of_members(request: SignedInRequest, association: Organisation) -> dict[str, Any]:
    found = members_of(association.pk)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) < 19:
        last = Organisation.objects.filter(pk=int(after)).first()
        found = members_after(found, last.name, last.pk) if last is not None else found
    rows = list(found[: MEMBERS + 1])
    address = reverse("keep_members", args=[association.pk])
    return {
        "memberships": rows[:MEMBERS],
        "next_url": f"{address}?after={rows[MEMBERS - 1].member_id}" if len(rows) > MEMBERS else "",
        "first_url": address if after else "",
    }


def _free_organisations(association: Organisation, asked: str) -> Any:
    """Organisations of this name that an association brings in by itself; none without a name.

    Whose member one is, sees who works there: what belongs to another association, and associations
    and programmes themselves, the programme brings in (R2).
    """
    today = timezone.now().date()
    held = AssociationMembership.objects.exclude(until_on__lt=today)
    held = held.exclude(association=association, until_on__isnull=False)
    kinds = (Organisation.Kind.ASSOCIATION, Organisation.Kind.PROGRAMME)
    rest = Organisation.objects.exclude(kind__in=kinds).exclude(pk__in=held.values("member_id"))
    if not asked:
        # What was found is sent without its question.
        return rest
    ids = called(rest, asked).values_list("pk", flat=True)[:MOST_FOUND]
    return rest.filter(pk__in=list(ids))


def _free_persons(association: Organisation, group: Any, asked: str) -> Any:
    own = persons_of_associations({association.pk})
    rest = own.exclude(pk__in=group.members.values("pk"))
    if not asked:
        return rest
    ids = called(rest, asked).order_by("name", "pk").values_list("pk", flat=True)
    return Person.objects.filter(pk__in=list(ids[:MOST_FOUND])).order_by("name", "pk")
