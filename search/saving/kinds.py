"""What somebody is told of a saved search: one new hit.

A notice names the hit by its key and holds none of its words. They are read, and the right to read
them asked again, whenever it is shown or mailed: of what was closed meanwhile nothing is told, and
it is not counted (R5, L25).
"""

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.languages import apart
from search.models import SavedSearch
from search.reading import titles_of

_KEY = "search.saved"
# Older ones are not looked through: what they tell of is found by the search itself.
_MOST = 500


class _Known(NamedTuple):
    """What notices of a person may say now: titles and addresses by key, names by saved search."""

    hits: dict[str, tuple[str, str]]
    searches: dict[str, str]


def _known_to(person: Any) -> _Known:
    """A fixed number of queries, once for each page or mail: the person lives no longer."""
    known: _Known | None = getattr(person, "_hits_of_saved_searches", None)
    if known is None:
        own = Notice.objects.filter(person=person, kind=_KEY).order_by("-pk")
        keys = {key for key in own.values_list("words__key", flat=True)[:_MOST] if key}
        searches = SavedSearch.objects.filter(person=person).values_list("pk", "name")
        names = {str(pk): name for pk, name in searches} if keys else {}
        known = _Known(titles_of(keys, person), names)
        person._hits_of_saved_searches = known  # noqa: SLF001 - ours, see above
    return known


def _may_still(person: Any, notice: Notice) -> bool:
    known = _known_to(person)
    said = notice.words
    return said.get("key", "") in known.hits and said.get("search", "") in known.searches


def _in_query(person: Any) -> Q:
    known = _known_to(person)
    return Q(words__key__in=list(known.hits), words__search__in=list(known.searches))


def _write(person: Any, notice: Notice) -> Wording:
    known = _known_to(person)
    title, url = known.hits[notice.words["key"]]
    search = known.searches[notice.words["search"]]
    said = {"search": apart(search), "title": apart(title)}
    return Wording(subject=_("New for “%(search)s”: %(title)s") % said, path=url)


NEW_HIT = Kind(
    key=_KEY,
    label=gettext_lazy("New for your saved searches"),
    sentence=gettext_lazy("You saved a search, and something new is found by it."),
    default=Frequency.WEEKLY,
    may_still=_may_still,
    write=_write,
    in_query=_in_query,
)
