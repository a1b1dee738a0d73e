"""Keeps the address and the barriers of each page, in the transaction that changes them."""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from wagtail.models import Locale, Page

from pages.models import Barrier, PageAddress, PageAudience
from pages.tree import branch

BATCH = 500
STEP = Page.steplen
# Depth 1 is Wagtail's root, depth 2 a home page, whose address is its language alone.
HOME_DEPTH = 2


@dataclass(frozen=True)
class _Place:
    """What a page hands down to its children."""

    page_id: int
    address: str
    barriers: dict[uuid.UUID, int]


def rewrite_subtree(page: Page) -> list[int]:
    """Write addresses and barriers of `page` and all below it; return the ids of all of them.

    Reads the tree by path in one query and writes in batches: 10,000 pages below cost some
    seconds, so it is called when a slug, a parent or an audience changes, and for new pages.
    """
    languages = {locale.pk: locale.language_code for locale in Locale.objects.all()}
    ancestors = list(
        Page.objects.filter(path__in=_paths_above(page.path)).order_by("path").only(*_FIELDS)
    )
    subtree = Page.objects.filter(branch(page.path)).order_by("path").only(*_FIELDS)
    closed = _closed_keys([*ancestors, *subtree])
    places: dict[str, _Place] = {}
    for ancestor in ancestors:
        places[ancestor.path] = _place(ancestor, places, languages, closed)
    rows: list[PageAddress] = []
    barriers: list[Barrier] = []
    for node in subtree:
        place = places[node.path] = _place(node, places, languages, closed)
        above = places.get(node.path[:-STEP])
        rows.append(
            PageAddress(
                page_id=node.pk,
                parent_id=above.page_id if above else None,
                address=place.address,
                language=languages[node.locale_id],
                is_public=node.live and not place.barriers,
            )
        )
        barriers += [
            Barrier(page_id=node.pk, audience_id=audience_id, scope_key=key)
            for key, audience_id in place.barriers.items()
        ]
    _write(page.path, rows, barriers)
    return [row.page_id for row in rows]


def absolute(address: str) -> str:
    """The address under the configured name of the site, whatever a Host header says."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{quote(address, safe='/%')}"


def parent_id_of(page: Page) -> int | None:
    """The id of the page above by the tree's path; one query on a unique index."""
    return Page.objects.filter(path=page.path[:-STEP]).values_list("pk", flat=True).first()


_FIELDS = ("id", "path", "depth", "slug", "locale_id", "live", "translation_key")


def _paths_above(path: str) -> list[str]:
    return [path[:length] for length in range(STEP, len(path), STEP)]


def _closed_keys(pages: list[Page]) -> dict[uuid.UUID, int]:
    """Audience id by translation key, for those of `pages` that are closed themselves."""
    wanted = {page.translation_key for page in pages}
    rows = PageAudience.objects.values_list("translation_key", "audience_id")
    return {key: audience_id for key, audience_id in rows.iterator() if key in wanted}


def _place(
    node: Page,
    places: dict[str, _Place],
    languages: dict[int, str],
    closed: dict[uuid.UUID, int],
) -> _Place:
    above = places.get(node.path[:-STEP])
    barriers = dict(above.barriers) if above else {}
    if node.translation_key in closed:
        barriers[node.translation_key] = closed[node.translation_key]
    if node.depth < HOME_DEPTH:
        address = "/"
    elif node.depth == HOME_DEPTH or above is None:
        address = f"/{languages[node.locale_id]}/"
    else:
        address = f"{above.address}{node.slug}/"
    return _Place(page_id=node.pk, address=address, barriers=barriers)


def _write(path: str, rows: list[PageAddress], barriers: list[Barrier]) -> None:
    PageAddress.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["parent", "address", "language", "is_public"],
    )
    Barrier.objects.filter(page__in=Page.objects.filter(branch(path))).delete()
    Barrier.objects.bulk_create(barriers, batch_size=BATCH)
