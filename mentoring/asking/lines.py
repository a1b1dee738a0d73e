"""A request on the screen, for the one who reads it."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.looking.lines import MentorLine, mentor_lines, place_of, posts_of
from mentoring.looking.scoring import score_all
from mentoring.looking.wish import Wish
from mentoring.models import Request
from mentoring.models.weight import FacetKey
from mentoring.states import RequestState
from people.models import Person
from people.visibility import visible_fields

OTHERS = 3
UNLUCKY = (RequestState.DECLINED, RequestState.EXPIRED, RequestState.FILLED)


def called_by_post(person: Person, viewer: Any, *, is_named: bool) -> dict[str, str]:
    """Post, place and, as far as `viewer` may know it, the name of somebody; four queries."""
    post = posts_of([person]).get(person.pk)
    may_know = is_named or "name" in visible_fields(viewer, person)
    return {
        "post": post.post if post else "",
        "place": place_of(post),
        "town": post.organisation.name if post else "",
        "name": person.name if may_know else "",
    }


def shown_request(asked: Request, viewer: Any) -> dict[str, Any]:
    """What templates/mentoring/request.html shows of it; the other one, and where it stands.

    Who asks shows their name; a mentor's is shown as their profile says, and once they accept.
    """
    is_asker = asked.asker_id == viewer.pk
    other = asked.mentor if is_asker else asked.asker
    is_named = not is_asker or asked.state == RequestState.ACCEPTED
    pair = getattr(asked, "pair", None) if asked.state == RequestState.ACCEPTED else None
    return {
        "asked": asked,
        "is_asker": is_asker,
        "other": called_by_post(other, viewer, is_named=is_named),
        "pair_url": reverse("pair", args=[pair.pk]) if pair else "",
        "conversation_url": reverse("conversation", args=[asked.conversation_id])
        if asked.conversation_id
        else "",
        "offer_url": reverse("mentor", args=[asked.offer_id])
        if is_asker and asked.offer_id and asked.is_open
        else "",
        "heading": _heading(asked, is_asker=is_asker),
    }


def _heading(asked: Request, *, is_asker: bool) -> str:
    if not is_asker:
        return _("Somebody asks you to coach them")
    if asked.state == RequestState.PROPOSED:
        return _("A mentor the programme suggests")
    return _("You asked somebody to coach you")


def others_for(asked: Request, viewer: Any) -> list[MentorLine]:
    """Three others with a free place, by what was looked for, where this one came to nothing."""
    if asked.asker_id != viewer.pk or asked.state not in UNLUCKY:
        return []
    wish = Wish.from_data(asked.wanted)
    free = replace(wish, needed=wish.needed | {FacetKey.FREE})
    scored = [one for one in score_all(viewer, free) if one.offer_id != asked.offer_id]
    return mentor_lines(scored[:OTHERS], viewer)
