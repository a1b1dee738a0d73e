"""What a person may not find, read from the database for each question."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, Subquery

from forums.models import Board
from pages.audiences import PUBLIC, keys_for
from pages.models import PageAudience, SiteVersion
from pages.models.audience import SIGNED_IN
from pages.registries import page_key
from search.engine.interface import Reader
from search.models import IndexChange
from search.rooms import SIGNED_IN_SCOPE

# Their index rows may still say what was true before: hidden until the index has followed.
_HIDING = (IndexChange.Kind.REMOVED, IndexChange.Kind.MOVED)


def reader_for(person: Any) -> Reader:
    """What a search must know of ``person`` (None: a visitor) to keep out what is closed."""
    return reader_and_version(person)[0]


def reader_and_version(person: Any) -> tuple[Reader, int]:
    """The same, with the version of the library it was true of.

    One query reads the version, which moves with every audience in its transaction; the closed
    scopes are read again only when it has moved.
    """
    statement, parameters = _version_statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        *version, is_waiting = cursor.fetchone()
    reader = _reader(keys_for(person), tuple(version))
    if is_waiting:
        reader = replace(reader, hidden=hidden_scopes(), is_settled=False)
    return reader, version[0]


def hidden_scopes() -> frozenset[str]:
    """Keys of things that moved or went and are still in the index as they were."""
    pending = IndexChange.objects.filter(kind__in=_HIDING).values_list("key", flat=True)
    return frozenset(pending.distinct())


def scope_of(page_id: int) -> str:
    """The key of one page, in one language, among the scopes of a document."""
    return page_key(page_id)


@lru_cache
def _version_statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The one query of every search, written once for each kind of database.

    Django takes half a millisecond to write it anew, more than all the rest of a suggestion.
    """
    newest = PageAudience.objects.order_by("-pk").values("translation_key")[:1]
    waiting = IndexChange.objects.all()
    rows = SiteVersion.objects.filter(pk=1)
    wanted = rows.values_list("number", Subquery(newest), Exists(waiting))
    statement, parameters = wanted.query.sql_with_params()
    return statement, parameters


@lru_cache(maxsize=64)
def _reader(keys: frozenset[str], version: tuple[Any, ...]) -> Reader:
    # The version is part of the key only: a change of any audience makes a new one.
    closed = PageAudience.objects.exclude(audience__key__in=keys)
    pairs = closed.values_list("translation_key", "audience__key")
    beyond = [] if SIGNED_IN in keys else [(SIGNED_IN_SCOPE, SIGNED_IN)]
    boards = Board.objects.exclude(audience__key__in=keys).values_list("pk", "audience__key")
    return Reader(
        closed=frozenset(
            [
                *((str(scope), key) for scope, key in pairs),
                *((f"board:{pk}", key) for pk, key in boards),
                *beyond,
            ]
        ),
        audiences=keys,
        is_visitor=keys == {PUBLIC},
        is_settled=True,
    )
