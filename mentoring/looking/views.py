"""Looking for a mentor: the shortlist with its reasons, and one mentor."""

import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from mentoring.looking.candidates import candidates_for
from mentoring.looking.facets import facets_of, words_of
from mentoring.looking.forms import ASKED, WishForm, asked_by, read_wish
from mentoring.looking.lines import mentor_lines
from mentoring.looking.scoring import Scored, score_all
from mentoring.looking.wish import Wish, own_wish
from mentoring.models import Offer
from mentoring.permissions import get_offer_for, keeps_the_programme
from pages.models import Theme
from pages.paging import read_number
from pages.permissions import can_read
from pages.querysets import themes_in_order

PAGE_SIZE = 10
LONGEST_NUMBER = 6


@require_safe
def mentors(
    request: HttpRequest, page_id: int | None = None, theme: str | None = None
) -> HttpResponse:
    """Who fits what is asked for, best first; from a text of the library, or from a theme.

    Visitors see those who are open to everyone.
    """
    if set(request.GET) - {*ASKED, "from"}:
        raise BadRequest("filter")
    about = page_for(request.user, page_id) if page_id is not None else None
    wish = _wish_of(request, about, theme)
    begin = read_number(request.GET.get("from", "0"), LONGEST_NUMBER)
    scored = score_all(request.user, wish)
    shown = scored[begin : begin + PAGE_SIZE]
    asked = asked_by(wish)
    context = {
        "lines": mentor_lines(shown, request.user),
        "number": len(scored),
        "about": about,
        **_choices(request, wish, asked),
        "next_url": _address(request.path, asked, begin + PAGE_SIZE)
        if len(scored) > begin + PAGE_SIZE
        else None,
        "first_url": _address(request.path, asked, 0) if begin else None,
        "ask_query": f"?{urlencode(asked, doseq=True)}" if asked else "",
    }
    return render(request, "mentoring/mentors.html", context)


def _wish_of(request: HttpRequest, about: Any, theme: str | None) -> Wish:
    own = own_wish(request.user, about)
    if theme is not None:
        own = replace(own, themes=(get_object_or_404(Theme, slug=theme).slug,))
    return read_wish(request.GET, own)


def _choices(request: HttpRequest, wish: Wish, asked: Any) -> dict[str, Any]:
    """What was asked for, and what else can be."""
    themes = themes_in_order(getattr(request, "site_version", None))
    return {
        "wish": words_of(wish, themes),
        "form": WishForm(initial=_initial(asked), themes=themes),
        "facets": facets_of(candidates_for(request.user, Wish()), wish, request.path, themes),
    }


@require_safe
def mentor(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One mentor: what they offer, and why they fit."""
    offer = get_offer_for(request.user, pk)
    wish = read_wish(request.GET, own_wish(request.user))
    asked = asked_by(wish)
    can_ask = request.user.is_authenticated and may_be_asked(request.user, offer)
    context = {
        "line": line_of(offer, request.user, wish),
        "is_own": offer.mentor_id == request.user.pk,
        "can_ask": can_ask,
        "can_propose": keeps_the_programme(request.user),
        "ask_url": f"{reverse('ask_mentor', args=[pk])}?{urlencode(asked, doseq=True)}",
        "crumbs": [{"label": _("Mentors"), "url": reverse("mentors")}],
    }
    return render(request, "mentoring/mentor.html", context)


def may_be_asked(person: Any, offer: Offer) -> bool:
    """Whether `person` could find `offer`: no colleague's, no superior's, not withdrawn."""
    return candidates_for(person, Wish()).filter(pk=offer.pk).exists()


def line_of(offer: Offer, viewer: Any, wish: Wish) -> Any:
    """The line of one offer; without reasons where it is none that the viewer could ask."""
    scored = [one for one in score_all(viewer, wish) if one.offer_id == offer.pk]
    (line,) = mentor_lines(scored or [Scored(offer.pk, 0, 0, ())], viewer)
    return line


def page_for(person: Any, pk: int) -> Page:
    """The guarded door to the text somebody comes from; else Http404."""
    page = Page.objects.filter(pk=pk).first()
    if page is None or not can_read(person, page):
        raise Http404
    return page.specific


def _initial(asked: dict[str, list[str]]) -> dict[str, Any]:
    single = ("size", "level")
    return {name: values[0] if name in single else values for name, values in asked.items()}


def _address(path: str, asked: dict[str, list[str]], begin: int) -> str:
    said = {**asked, "from": begin} if begin else asked
    return f"{path}?{urlencode(said, doseq=True)}"
