"""Accounts that nobody uses: asked about after 24 months, deleted after 30 (safeguards)."""

import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.audit import record
from people.models import Erasure, Person
from people.own_data.telling import ask_whether_it_is_used

UNUSED_FOR = datetime.timedelta(days=730)
THEN_WAITS = datetime.timedelta(days=183)
# For one look: the others are asked tomorrow.
AT_ONCE = 500


def look_at_unused_accounts() -> None:
    """Ask owners, and leave those alone who have signed in since; again asks nobody twice."""
    back = Erasure.objects.waiting().filter(
        cause=Erasure.Cause.UNUSED, person__last_login__gt=F("asked_at")
    )
    back.update(taken_back_at=timezone.now())
    for person in unused_accounts()[:AT_ONCE]:
        _ask(person)


def unused_accounts() -> QuerySet[Person]:
    """Accounts that nobody has signed in with for two years, and whose owner was not asked yet."""
    long_ago = timezone.now() - UNUSED_FOR
    asked = Q(erasures__taken_back_at=None, erasures__done_at=None, erasures__isnull=False)
    accounts = Person.objects.filter(is_active=True, email__isnull=False)
    accounts = accounts.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    last = Coalesce("last_login", "joined_at")
    return (
        accounts.annotate(last_used_at=last)
        .filter(last_used_at__lt=long_ago)
        .exclude(pk__in=Person.objects.filter(asked).values("pk"))
        .order_by("pk")
    )


@transaction.atomic
def _ask(person: Person) -> None:
    now = timezone.now()
    erasure = Erasure.objects.create(
        person=person, cause=Erasure.Cause.UNUSED, asked_at=now, due_at=now + THEN_WAITS
    )
    record("people.account-unused", by=None, person=person)
    ask_whether_it_is_used(erasure)
