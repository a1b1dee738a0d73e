"""Secrets by which something is read in a person's name, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.tokens import hash_of, new_token

if TYPE_CHECKING:
    from people.models import Person


class PrivateToken(models.Model):
    """The one secret of a person for one purpose; taking it back deletes the row.

    `token_hash` is the SHA-256 of the token in hexadecimal: who reads the database reads nothing in
    that person's name. A kind of its own adds `person`.
    """

    person: Any

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        abstract = True

    @classmethod
    def renew(cls, person: Person) -> str:
        """A new token; the one before opens nothing any more. It is given once."""
        token, token_hash = new_token()
        cls._rows().update_or_create(person=person, defaults={"token_hash": token_hash})
        return token

    @classmethod
    def take_back(cls, person: Person) -> bool:
        """Whether there was one; it opens nothing any more."""
        return bool(cls._rows().filter(person=person).delete()[0])

    @classmethod
    def behind(cls, token: str) -> Self | None:
        """The row of a token whose person has an account still (R5); None for any other."""
        rows = cls._rows().select_related("person").filter(token_hash=hash_of(token))
        found: Self | None = rows.filter(person__is_active=True).first()
        return found

    @classmethod
    def _rows(cls) -> Any:
        return cls._default_manager
