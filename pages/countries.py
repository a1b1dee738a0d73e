"""Countries by the names readers know them by."""

from functools import lru_cache

from django.utils import translation
from django_countries import countries


def country_name(code: str) -> str:
    """The name of a country in the language of the screen; the code where it has none."""
    return _name_in(code, translation.get_language() or "en")


@lru_cache(maxsize=2000)
def _name_in(code: str, language: str) -> str:
    with translation.override(language):
        return str(countries.name(code) or code)
