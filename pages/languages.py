"""The languages of the site, each by its own name."""

# In its own script, as a reader looks for it.
OWN_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ar": "العربية",
}
_RIGHT_TO_LEFT = frozenset({"ar"})


def direction_of(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` of a text in this language."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
