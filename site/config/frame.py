"""What the frame around every page needs: rooms, languages, the way to the desk."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from notices.querysets import unread_count
from pages.languages import OWN_NAMES
from pages.middleware import ADMIN_PREFIX


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `templates/base.html`; one query of its own, for who is signed in.

    A view may set `request.language_addresses` (language code to address) where the text has its
    own address in other languages; elsewhere the path itself is moved to the other language.
    """
    if request.path_info.startswith(ADMIN_PREFIX):
        # The CMS has a frame of its own, whose templates use some of these names otherwise.
        return {}
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "rooms": _rooms(request, language),
        "language_links": _language_links(request, language),
        "own_language_name": OWN_NAMES[language],
        "search_url": reverse("search"),
        "desk_url": reverse("desk"),
        "login_url": reverse("account_login"),
        # A function: answers that are no page of ours do not ask.
        "unread_notices": cache(lambda: unread_count(request.user)),
        "notices_url": reverse("notices"),
        "foot_links": _foot_links(),
    }


def _rooms(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """Where one goes from anywhere, and where one is."""
    library = f"/{language}/library/"
    organisations, people = reverse("organisations"), reverse("people")
    boards = reverse("boards")
    peers = (organisations, people, reverse("mentors"), reverse("mentoring"))
    return [
        {
            "label": _("Library"),
            "url": library,
            # Searching is a way through the library.
            "is_current": request.path_info.startswith((library, reverse("search"))),
        },
        {
            # Translators: the name of the room of the boards, in at most nine letters.
            "label": pgettext("room", "Ask"),
            "url": boards,
            "is_current": request.path_info.startswith(boards),
        },
        {
            "label": _("Peers"),
            "url": people if _is_signed_in(request) else organisations,
            "is_current": request.path_info.startswith(peers),
        },
    ]


def _is_signed_in(request: HttpRequest) -> bool:
    """False also where an error came before anybody asked who it is."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _foot_links() -> list[dict[str, str]]:
    links = [
        {"label": _("Associations"), "url": reverse("associations")},
        {"label": _("Mentors"), "url": reverse("mentors")},
        {"label": _("Trainings"), "url": reverse("trainings")},
        {"label": _("Placements"), "url": reverse("host_offers")},
        {"label": _("Partnerships"), "url": reverse("partnerships")},
        {"label": _("Benchmarks"), "url": reverse("benchmarks")},
        {"label": _("Where lessons travelled"), "url": reverse("impact")},
        {"label": _("Open data"), "url": reverse("about_api")},
    ]
    if settings.PEERHALL_IS_DEMO:
        links.append({"label": _("Mailbox of the demo"), "url": reverse("demo_mailbox")})
    return links


def _language_links(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    addresses = getattr(request, "language_addresses", {})
    rest = request.path_info.partition("/")[2].partition("/")[2]
    is_own_address = request.path_info.startswith(f"/{current}/")
    links = []
    for code, name in OWN_NAMES.items():
        elsewhere = f"/{code}/{rest}" if is_own_address and not addresses else f"/{code}/"
        links.append(
            {
                "code": code,
                "name": name,
                "url": addresses.get(code, elsewhere),
                "is_current": code == current,
            }
        )
    return links
