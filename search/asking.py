"""What an address asks: words, filters, sort and page, each checked; and how to say it again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from search.engine.interface import MAXIMUM_QUERY_LENGTH, Reader, Request, Sort
from search.engine.language.text import clean
from search.kinds import TABS, kinds_called

PER_PAGE = 10
_LAST_PAGE = 500
_LONGEST_VALUE = 100
# The name of a filter in the address, and of its facet in the engine.
FILTERS = {
    "type": "type",
    "theme": "theme",
    "country": "country",
    "language": "language",
    "organisation": "organisation",
    "year": "year",
    "size": "size_band",
    "contact": "has_contact",
}


@lru_cache
def _door(language: str | None) -> str:
    """The address of the results page in a language, asked for with each link of a facet."""
    return reverse("search")


@dataclass(frozen=True)
class Asked:
    """One address of the results page."""

    words: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> "Asked":
        """Read an address; what is not understood counts as not said."""
        chosen = {
            name: clean(str(query[name]))[:_LONGEST_VALUE] for name in FILTERS if query.get(name)
        }
        number = query.get("page", "")
        is_number = number.isascii() and number.isdecimal() and len(number) < 6
        return cls(
            words=" ".join(clean(query.get("q", "")).split())[:MAXIMUM_QUERY_LENGTH],
            chosen=chosen,
            sort="date" if query.get("sort") == "date" else "relevance",
            page=min(max(1, int(number)), _LAST_PAGE) if is_number else 1,
        )

    def request(self, language: str, reader: Reader) -> Request:
        """The same for the engine."""
        return Request(
            text=self.words,
            filters={FILTERS[name]: self._meant(name) for name in self.chosen},
            # Without words there is no better and worse.
            sort=self.sort if self.words else "date",
            page=self.page,
            per_page=PER_PAGE,
            language=language,
            reader=reader,
        )

    def _meant(self, name: str) -> list[str]:
        """The values that a filter of the address stands for: a tab may hold several kinds."""
        value = self.chosen[name]
        return list(kinds_called(value)) if name == "type" else [value]

    @property
    def is_tab_open(self) -> bool:
        """One kind alone of a tab with several is a filter like others."""
        return any(tab.key == self.chosen.get("type") for tab in TABS)

    def has_kind(self, kind: str) -> bool:
        """Whether things of this kind are asked for."""
        return "type" not in self.chosen or kind in kinds_called(self.chosen["type"])

    @property
    def url(self) -> str:
        said = {"q": self.words, **self.chosen}
        if self.sort != "relevance":
            said["sort"] = self.sort
        if self.page > 1:
            said["page"] = str(self.page)
        return f"{_door(get_language())}?{urlencode(said)}"

    def choices(self, name: str, values: Iterable[str]) -> list[str]:
        """Addresses with each of the values chosen, or without the one that is; made in one go."""
        rest = replace(self.without(name), page=1)
        bare = rest.url
        return [
            bare if self.chosen.get(name) == value else f"{bare}&{urlencode({name: value})}"
            for value in values
        ]

    def on_page(self, number: int) -> "Asked":
        return replace(self, page=number)

    def sorted_by(self, sort: Sort) -> "Asked":
        return replace(self, sort=sort, page=1)

    def with_words(self, words: str) -> "Asked":
        return replace(self, words=words, page=1)

    def without(self, *names: str) -> "Asked":
        rest = {name: value for name, value in self.chosen.items() if name not in names}
        return replace(self, chosen=rest, page=1)
