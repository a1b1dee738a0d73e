"""Themes of this site in IATI: by DAC sectors and SDG targets where they have some, and by name.

The name is a code of a vocabulary of our own, so that an import finds the same theme again.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from lxml.builder import E

from pages.addresses import absolute
from pages.models import Theme
from partnerships.iati.codes import codes_of

OWN = "99"
WHOLE, THOUSANDTH = Decimal(100), Decimal("0.001")


def vocabulary_uri() -> str:
    """Where the themes of this site are listed."""
    return absolute("/en/library/")


def is_own_tag(element: Any) -> bool:
    """Whether a `tag` names a theme of this site."""
    return element.get("vocabulary") == OWN and element.get("vocabulary-uri") == vocabulary_uri()


def tags_of(themes: Iterable[Theme]) -> Iterator[Any]:
    """A tag of our own for each, in English, the language of the vocabulary."""
    for theme in sorted(themes, key=lambda one: one.slug):
        vocabulary = {"vocabulary": OWN, "vocabulary-uri": vocabulary_uri(), "code": theme.slug}
        lang = {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
        yield E("tag", vocabulary, E("narrative", lang, theme.name_en))


def sectors_meant(themes: Iterable[Theme]) -> list[tuple[str, Decimal | None]]:
    """DAC codes of the themes, each with its part where there are several: together the whole."""
    codes = sorted({str(code) for theme in themes for code in theme.dac_codes})
    codes = [code for code in codes if code in codes_of("Sector")]
    if len(codes) < 2:
        return [(code, None) for code in codes]
    part = (WHOLE / len(codes)).quantize(THOUSANDTH)
    first = WHOLE - part * (len(codes) - 1)
    return [(code, first if turn == 0 else part) for turn, code in enumerate(codes)]


def targets_meant(themes: Iterable[Theme]) -> list[str]:
    """SDG targets of the themes."""
    codes = {str(code) for theme in themes for code in theme.sdg_targets}
    return sorted(code for code in codes if code in codes_of("UNSDG-Targets"))
