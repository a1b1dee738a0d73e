"""The name of a person: of an erased one "former member", in the reader's language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext

# What the database holds then; no list can say it by oversight, since every reading comes by here.
_STORED = "former-member"


class FormerMember(str):
    """The words for an erased person, in the language they were read in."""

    __slots__ = ()

    def __new__(cls) -> "FormerMember":
        return super().__new__(cls, gettext("Former member"))


class PersonNameField(models.CharField[str, str]):
    """A name; `FormerMember` is written and read as such, in instances and in `values()` alike."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return FormerMember() if value == _STORED else value

    def get_prep_value(self, value: Any) -> Any:
        return _STORED if isinstance(value, FormerMember) else super().get_prep_value(value)

    def deconstruct(self) -> Any:
        """A plain column to migrations: only its reading differs."""
        name, _path, positional, named = super().deconstruct()
        return name, "django.db.models.CharField", positional, named
