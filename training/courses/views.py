"""Courses: the list, one with its editions and trainings, and the forms."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.permissions import can_read
from people.requests import SignedInRequest
from people.second_step import for_roles
from training.courses import actions
from training.courses.forms import CourseForm, EditionForm
from training.events.lines import shown_events
from training.models import Course, Event
from training.permissions import can_enter_trainings, can_keep_course, get_course_to_keep_for
from training.querysets import with_trainers

MOST_SHOWN = 100


@require_safe
@login_required
def courses(request: SignedInRequest) -> HttpResponse:
    """All courses, by name."""
    rows = Course.objects.select_related("organisation").annotate(
        number=Count("editions__events", distinct=True)
    )
    context = {
        "courses": rows.order_by("name", "pk")[:MOST_SHOWN],
        "can_enter": can_enter_trainings(request.user),
        "crumbs": [{"label": _("Trainings"), "url": reverse("trainings")}],
    }
    return render(request, "training/courses.html", context)


@require_safe
@login_required
def course(request: SignedInRequest, pk: int) -> HttpResponse:
    """What one learns, by which editions, and where it was taught."""
    found = Course.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    events = with_trainers(Event.objects.filter(edition__course=found)).order_by("-starts_at", "pk")
    context = {
        "course": found,
        "editions": _editions(request, found),
        "lines": shown_events(events[:MOST_SHOWN]),
        "can_keep": can_keep_course(request.user, found),
        "can_enter": can_enter_trainings(request.user),
        "crumbs": course_crumbs(),
    }
    return render(request, "training/course.html", context)


def _editions(request: SignedInRequest, found: Course) -> list[dict[str, Any]]:
    rows = found.editions.select_related("manual__our_address").order_by("-from_on", "-pk")
    lines = []
    for one in rows:
        manual = one.manual if one.manual and can_read(request.user, one.manual) else None
        address = manual.our_address.address if manual and hasattr(manual, "our_address") else ""
        lines.append({"edition": one, "title": manual.title if manual else "", "url": address})
    return lines


def course_crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Courses"), "url": reverse("courses")}, *more]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_course(request: SignedInRequest) -> HttpResponse:
    """A course that is not there yet."""
    if not can_enter_trainings(request.user):
        raise Http404
    form = CourseForm(
        request.POST or None,
        person=request.user,
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        made = actions.make_course(by=request.user, said=form.cleaned_data)
        messages.success(request, _("The course is there. Add the edition you teach by."))
        return redirect("add_edition", pk=made.pk)
    context = {"form": form, "heading": _("A new course"), "crumbs": course_crumbs()}
    return render(request, "training/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def change_course(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its name, what it is about, its themes."""
    own = get_course_to_keep_for(request.user, pk)
    form = CourseForm(
        request.POST or None,
        person=request.user,
        course=own,
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        actions.change_course(by=request.user, course=own, said=form.cleaned_data)
        return redirect("course", pk=pk)
    crumbs = course_crumbs({"label": own.name, "url": reverse("course", args=[pk])})
    context = {"form": form, "heading": _("Change the course"), "crumbs": crumbs}
    return render(request, "training/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def add_edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """A further edition of its manual."""
    own = get_course_to_keep_for(request.user, pk)
    form = EditionForm(request.POST or None, person=request.user, course=own)
    if request.method == "POST" and form.is_valid():
        actions.add_edition(by=request.user, course=own, said=form.cleaned_data)
        messages.success(request, _("The edition is there."))
        return redirect("course", pk=pk)
    crumbs = course_crumbs({"label": own.name, "url": reverse("course", args=[pk])})
    context = {"form": form, "heading": _("Add an edition"), "crumbs": crumbs}
    return render(request, "training/form.html", context)
