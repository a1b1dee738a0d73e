"""What somebody who asks at a door can see or measure, to be compared and not timed (S01).

`seen_by` makes one request and gives all of it at once. A test asks the same door for an address
that is known and for one that is not, and holds one against the other:

    assert seen_by(ask, known) == seen_by(ask, unknown)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult


class CountingHasher(MD5PasswordHasher):
    """The cheap hash of the tests, which counts how often it is computed.

    A test that counts sets `PASSWORD_HASHERS = [COUNTING]`.
    """

    computed = 0

    def encode(self, password, salt):
        type(self).computed += 1
        return super().encode(password, salt)


COUNTING = "tests.people.cost.CountingHasher"


@dataclass(frozen=True)
class Seen:
    """An answer and what it cost. `tasks` are the names of what was left to the worker."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: tuple[str, ...]
    hashes: int
    tasks: tuple[str, ...]
    mails: int


def seen_by(ask: Callable[[str], Any], address: str) -> Seen:
    """`ask` is called with the address and gives the response; the address itself is left out."""
    hashes, mails = CountingHasher.computed, len(mail.outbox)
    tasks = set(DBTaskResult.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        response = ask(address)
    left = DBTaskResult.objects.exclude(pk__in=tasks).order_by("enqueued_at")
    return Seen(
        status=response.status_code,
        headers=tuple(sorted(response.headers.items())),
        body=_alike(response.content.decode(), address),
        queries=tuple(_kind_of(query["sql"]) for query in queries),
        hashes=CountingHasher.computed - hashes,
        tasks=tuple(left.values_list("task_path", flat=True)),
        mails=len(mail.outbox) - mails,
    )


def _alike(html: str, address: str) -> str:
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(address, "…")


def _kind_of(sql: str) -> str:
    """The verb and the tables, without what was asked for."""
    return " ".join([sql.split()[0], *re.findall(r'"?(\w+_\w+)"? (?:SET|WHERE|\(|INNER)', sql)])
