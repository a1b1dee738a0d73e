"""How long this room keeps who took part: five years after a training (safeguards, 3).

From then on its list shows a pseudonym (`training/pseudonyms.py`), whoever reads it. This chore
also empties the row of whoever has no account and stands nowhere else on the site. The row itself
stays, and so do the figures, the tree, and what a certificate shows.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from people.fields import FormerMember
from people.models import Appointment, Person
from people.own_data.erasing import STAYS
from training.models import FollowUp, NameKey, Participation, Resemblance
from training.models.event import names_kept_since

AT_ONCE = 400
# What does not keep a name: it stays with the row as a number, or goes with the name.
NO_REASON = frozenset(
    {
        "training.Participation",
        "training.NameKey",
        "training.Resemblance",
        "training.Merge",
        "training.Duty",
        "people.Appointment",
        "people.AuditEntry",
    }
)


def forget_old_names() -> None:
    """The chore: words of old follow-ups go, then whoever is named by nothing else."""
    _forget_words()
    numbers = iter(list(_without_a_reason().order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(numbers, AT_ONCE)):
        _make_nameless(some)


def _forget_words() -> None:
    old = Participation.objects.filter(event__ends_at__lt=names_kept_since())
    old.exclude(function="").update(function="")
    said = FollowUp.objects.filter(participation__event__ends_at__lt=names_kept_since())
    said.exclude(with_whom="", in_the_way="").update(with_whom="", in_the_way="")


def _without_a_reason() -> QuerySet[Person]:
    """No account, no post that goes on, and no training of the last five years."""
    taken = Participation.objects.filter(
        Q(person=OuterRef("pk")) | Q(entered_as=OuterRef("pk")),
    )
    today = timezone.localdate()
    posts = Appointment.objects.filter(person=OuterRef("pk")).filter(
        Q(until_on=None) | Q(until_on__gte=today)
    )
    never_came = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return Person.objects.filter(
        never_came,
        Exists(taken),
        ~Exists(taken.filter(event__ends_at__gte=names_kept_since())),
        ~Exists(posts),
        claimed_at=None,
        last_login=None,
    ).exclude(name=FormerMember())


@transaction.atomic
def _make_nameless(some: list[int]) -> None:
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=some).order_by("pk")
    persons = set(held.values_list("pk", flat=True)) & set(
        _without_a_reason().filter(pk__in=some).values_list("pk", flat=True)
    )
    for named in _named_elsewhere(persons):
        persons -= named
    if not persons:
        return
    NameKey.objects.filter(person__in=persons).delete()
    Resemblance.objects.filter(Q(one__in=persons) | Q(other__in=persons)).delete()
    emptied = {
        column.attname: None if column.null else column.get_default()
        for column in Person._meta.concrete_fields
        if column.name not in STAYS
    }
    emptied |= {"name": FormerMember(), "is_active": False}
    Person.objects.filter(pk__in=persons).update(**emptied)


def _named_elsewhere(persons: set[int]) -> Iterator[set[int]]:
    """Whom any other table of the site points at, one query for each."""
    relations: list[Any] = list(Person._meta.get_fields(include_hidden=True))
    for relation in relations:
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        model = relation.related_model
        if model._meta.label in NO_REASON:
            continue
        rows: QuerySet[Any] = QuerySet(model).filter(**{f"{relation.field.name}__in": persons})
        found = rows.order_by().annotate(whose=F(relation.field.attname))
        yield set(found.values_list("whose", flat=True))
