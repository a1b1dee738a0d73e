"""A draft as others would get it: a member of the association, or a stranger."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.audiences import keys_for
from pages.models.audience import PUBLIC, SIGNED_IN
from pages.models.base import MEMBER, STRANGER
from pages.permissions import barrier_keys_of, needs_only_login

# An audience key of the room above; this room only tells it from the others.
_ASSOCIATION = "association:"


def as_other_reader(request: HttpRequest, page: Any, mode: str) -> HttpResponse | None:
    """What a reader of this mode gets instead of the page; None where it is the page itself.

    From then on the request is that reader's, so that whatever the page lists is what they see.
    """
    keys = _keys_before(page)
    page.barrier_keys = keys
    if mode not in (MEMBER, STRANGER):
        return None
    reader = AnonymousUser() if mode == STRANGER else _member(keys)
    request.user = reader
    if keys <= keys_for(reader):
        return None
    if needs_only_login(reader, keys):
        return render(request, "pages/asked_to_sign_in.html")
    return render(request, "404.html")


def _keys_before(page: Any) -> frozenset[str]:
    """The audiences this page will stand behind, with the one that its form has chosen."""
    above = Page.objects.filter(path=page.path[: -page.steplen]).first()
    if page.chosen_audience is None:
        return barrier_keys_of(page.pk)
    inherited = barrier_keys_of(above.pk) if above else frozenset()
    return inherited | {page.chosen_audience} - {PUBLIC}


def _member(keys: frozenset[str]) -> Any:
    """Somebody without a name who belongs to each association before the page."""
    member: Any = get_user_model()(pk=0, name=_("A member"))
    own = {key for key in keys if key.startswith(_ASSOCIATION)}
    # Kept where pages.audiences would have kept what it asked the rooms for.
    member._audience_keys = frozenset({PUBLIC, SIGNED_IN} | own)  # noqa: SLF001
    return member
