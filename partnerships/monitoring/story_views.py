"""Stories of a partnership, and their photos."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.permissions import one_or_404
from pages.private_files import opened_or_404
from partnerships.answers import or_too_late
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import Partnership, Story, StoryPhoto
from partnerships.models.monitoring import MOST_PHOTOS
from partnerships.monitoring import actions, photos
from partnerships.monitoring.forms import PhotoForm, StoryForm
from partnerships.monitoring.permissions import (
    get_partnership_of_stories_for,
    get_story_for,
    stories_for,
)
from partnerships.permissions import can_look_inside
from people.requests import SignedInRequest
from people.second_step import for_roles


def _crumbs(one: Partnership, *, with_stories: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"label": _("Partnerships"), "url": reverse("partnerships")},
        {"label": one.title, "url": reverse("partnership", args=[one.pk])},
    ]
    if with_stories:
        crumbs.append({"label": _("Stories"), "url": reverse("partnership_stories", args=[one.pk])})
    return crumbs


@require_safe
@for_roles
def partnership_stories(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What changed, as far as the reader may read it."""
    one = get_partnership_of_stories_for(request.user, pk)
    context = {
        "partnership": one,
        "stories": stories_for(one, request.user),
        "can_tell": can_look_inside(request.user, one),
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/monitoring/stories.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_story(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell what changed: for who is inside the partnership."""
    one = get_partnership_of_stories_for(request.user, pk)
    if not can_look_inside(request.user, one):
        raise Http404
    form = StoryForm(request.POST or None, initial={"kind": "change"})
    form = with_paragraphs(form, "story", request.user)
    if request.method == "POST" and form.is_valid():
        told = actions.tell_story(by=request.user, partnership=one, said=form.cleaned_data)
        return redirect("story", pk=told.pk)
    context = {"form": form, "heading": _("Tell what changed"), "crumbs": _crumbs(one)}
    return render(request, "partnerships/form.html", context)


@require_safe
@for_roles
def story(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_story_for(request.user, pk)
    shown = list(found.photos.all())
    is_own = found.author_id == request.user.pk
    context = {
        "story": found,
        "is_own": is_own,
        "photos": shown,
        "can_add": photos.can_add_photos(request.user, found) and len(shown) < MOST_PHOTOS,
        "can_take_out": photos.can_take_photos_out(request.user, found),
        "crumbs": _crumbs(found.partnership, with_stories=True),
    }
    return render(request, "partnerships/monitoring/story.html", context)


@require_POST
@for_roles
def share_story(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Its author opens it to controllers, or closes it."""
    found = get_story_for(request.user, pk)
    if found.author_id != request.user.pk:
        raise Http404
    actions.share_story(story=found, is_shared=request.POST.get("then") == "open")
    return redirect("story", pk=pk)


# -- Photos ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def new_photo(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One more photo, for the author of the story."""
    found = get_story_for(request.user, pk)
    if not photos.can_add_photos(request.user, found):
        raise Http404
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            photos.add_photo(by=request.user, story=found, **form.cleaned_data)
        except photos.NoMorePhotos:
            said = _("A story has at most %(most)s photos. Take one out first.")
            messages.error(request, said % {"most": MOST_PHOTOS})
        return redirect("story", pk=pk)
    crumbs = _crumbs(found.partnership, with_stories=True)
    crumbs.append({"label": found.title, "url": reverse("story", args=[pk])})
    context = {"form": form, "heading": _("Add a photo"), "said": found.title, "crumbs": crumbs}
    return render(request, "partnerships/form.html", context)


def _photo(person: Any, pk: uuid.UUID, photo: uuid.UUID) -> tuple[Story, StoryPhoto]:
    """The guarded door to a photo: it is read with its story; else Http404."""
    found = get_story_for(person, pk)
    return found, one_or_404(found.photos.select_related("story"), photo)


@require_safe
@for_roles
def story_photo(
    request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID, *, is_small: bool = False
) -> HttpResponseBase:
    """The picture, or the small one of it."""
    _story, shown = _photo(request.user, pk, photo)
    file = shown.small if is_small else shown.picture
    response = FileResponse(opened_or_404(file), content_type=photos.type_of(file))
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@for_roles
def remove_photo(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    found, shown = _photo(request.user, pk, photo)
    if not photos.can_take_photos_out(request.user, found):
        raise Http404
    photos.take_photo_out(by=request.user, photo=shown)
    messages.success(request, _("Taken out."))
    return redirect("story", pk=pk)
