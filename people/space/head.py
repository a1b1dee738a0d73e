"""The head that stands over every page of an association's space: crest, name, ways in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.audiences import readable_by
from pages.keeping import kept
from pages.models import PictureRendition
from people.models import (
    SPACE_DEPTH,
    AssociationPage,
    DocumentsPage,
    EventsPage,
    NewsIndexPage,
    SpaceSettings,
)
from people.models.space import CREST_SIZE


@dataclass(frozen=True)
class Way:
    """A way into one part of the space."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Space:
    """What everybody may know of a space; `crest_url` is empty where an arch is drawn instead."""

    pk: int
    path: str
    association_id: int
    name: str
    address: str
    crest_url: str
    colour: str
    language: str


@dataclass(frozen=True)
class SpaceHead:
    """The `space` of templates/base.html."""

    name: str
    crest_url: str
    colour_url: str
    ways: tuple[Way, ...]


def space_of(page: Page, site_version: int | None) -> Space | None:
    """The space in which `page` stands; None outside of spaces. One query, or three in a space."""
    path = page.path[: SPACE_DEPTH * page.steplen]
    return kept(f"space:{path}", site_version, lambda: _read_space(path))


def head_for(request: HttpRequest, page: Page) -> SpaceHead | None:
    """The head over `page` for this reader; one query more than `space_of`, two in a space."""
    site_version = getattr(request, "site_version", None)
    space = space_of(page, site_version)
    return None if space is None else head_of(request, space, page.path)


def head_of(request: HttpRequest, space: Space, path: str) -> SpaceHead:
    """The head over what stands at `path` in a space: a page's path, or the word of another door.

    It names those parts only that this reader may open.
    """
    visitors_version = (
        None if request.user.is_authenticated else getattr(request, "site_version", None)
    )
    parts = kept(f"parts:{space.pk}", visitors_version, lambda: _parts(space, request.user))
    ways = [Way(_("Home"), space.address, path == space.path)]
    ways += [Way(label, url, path.startswith(branch)) for label, url, branch in parts]
    members = reverse("association_members", args=[space.association_id])
    ways.append(Way(_("Members"), members, path == "members"))
    return SpaceHead(
        name=space.name,
        crest_url=space.crest_url,
        colour_url=reverse("colour", args=[space.association_id]) if space.colour else "",
        ways=tuple(ways),
    )


def _read_space(path: str) -> Space | None:
    homes = AssociationPage.objects.filter(path=path, live=True)
    home = homes.select_related("association", "our_address").first()
    if home is None:
        return None
    crest = PictureRendition.objects.filter(image=home.logo_id or 0, filter_spec=CREST_SIZE).first()
    settings = SpaceSettings.objects.filter(association=home.association_id)
    return Space(
        pk=home.pk,
        path=path,
        association_id=home.association_id,
        name=home.association.name,
        address=home.our_address.address,
        crest_url=crest.url if crest else "",
        colour=settings.values_list("colour", flat=True).first() or "",
        language=home.our_address.language,
    )


def _parts(space: Space, person: Any) -> list[tuple[str, str, str]]:
    """Label, address and path of each part that `person` may read, in the order of the look."""
    below = readable_by(
        Page.objects.filter(path__startswith=space.path, depth=SPACE_DEPTH + 1), person
    )
    rows = below.order_by("path").values_list(
        "content_type__model", "our_address__address", "path", "title"
    )
    labels = {
        NewsIndexPage._meta.model_name: _("News"),
        "librarypage": _("Our shelf"),
        EventsPage._meta.model_name: _("Events"),
        DocumentsPage._meta.model_name: _("Documents"),
    }
    order = {model: place for place, model in enumerate(labels)}
    first: dict[str, tuple[str, str, str]] = {}
    for model, address, path, title in rows:
        first.setdefault(model, (labels.get(model, title), address, path))
    return [first[model] for model in sorted(first, key=lambda one: order.get(one, len(order)))]


def language_addresses(page: Page, person: Any) -> dict[str, str]:
    """The same page in each language in which `person` may read it; one query."""
    same = Page.objects.filter(translation_key=page.translation_key)
    rows = readable_by(same, person)
    return dict(rows.values_list("our_address__language", "our_address__address"))
