"""What goes wrong on the wire and in the server, as an error of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    ConflictError,
    TransportError,
)

from search.engine.interface import IndexMissing, SearchUnavailable

from .rows import Body

_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500
NOT_FOUND = 404
_CONFLICT = 409


class NodeFailed(SearchUnavailable):
    """The server could not be reached, was too slow, too busy or broken: others will fail too."""


class Conflict(Exception):
    """Somebody else has written the same document meanwhile."""


@contextmanager
def our_errors() -> Iterator[None]:
    try:
        yield
    except ConflictError as error:
        raise Conflict from error
    except ApiError as error:
        raise_for(error.status_code, error.body or "no reason given", error)
    except TransportError as error:
        raise NodeFailed(f"the search server cannot be reached: {error.message}") from error


def raise_for(status: int, said: Any, cause: Exception | None = None) -> None:
    """Raise what an answer of the server means to us."""
    if not said:
        return
    reason = _reason(said)
    if status == NOT_FOUND:
        raise IndexMissing("there is no index yet; run rebuild_search") from cause
    if status == _TOO_MANY_REQUESTS or status >= _SERVER_ERRORS:
        raise NodeFailed(f"the search server fails: {reason}") from cause
    raise SearchUnavailable(f"the search server refuses ({status}): {reason}") from cause


def raise_for_row(result: Body) -> None:
    status = result.get("status", _SERVER_ERRORS)
    # Newer already, or gone already: as it should be.
    is_as_it_should_be = status == _CONFLICT or (status == NOT_FOUND and "error" not in result)
    if not is_as_it_should_be:
        raise_for(status, result.get("error") or "no reason given")


def _reason(said: Any) -> str:
    """Return the innermost reason: the outer ones say only that there is one."""
    error = said.get("error", said) if isinstance(said, dict) else said
    while isinstance(error, dict) and isinstance(error.get("caused_by"), dict):
        error = error["caused_by"]
    if isinstance(error, dict):
        return str(error.get("reason") or error.get("type") or error)[:300]
    return str(error)[:300]
