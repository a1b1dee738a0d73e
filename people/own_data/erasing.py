"""Deleting an account: what can be deleted is, the rest stays under "former member".

Each step is a transaction of its own and finds what an earlier try has left, so that a worker may
be killed anywhere.
"""

import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.fields.files import FileField
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.models import SiteVersion
from pages.registries import OwnData, announce, hand_overs, own_data
from people.actions import end_role
from people.audit import record
from people.fields import FormerMember
from people.models import Appointment, Erasure, Organisation, Person, RoleGrant
from people.own_data.rules import model_of, relation_of, rows_of
from people.roles import ASSOCIATION_EDITOR, PROGRAMME_EDITOR

EDITORS = (ASSOCIATION_EDITOR.key, PROGRAMME_EDITOR.key)
# What a former member's row still says: its number, and since when there is one.
STAYS = ("id", "password", "name", "is_active", "joined_at")


def what_comes_first(person: Person) -> list[str]:
    """Sentences that say what the person has to arrange before their account can be deleted."""
    sentences = []
    active = Person.objects.filter(is_active=True).exclude(pk=person.pk)
    if person.is_superuser and not active.filter(is_superuser=True).exists():
        sentences.append(
            _("You are the only administrator. Make somebody else an administrator first.")
        )
    held = RoleGrant.objects.holding().filter(person=person)
    for grant in held.filter(role__in=EDITORS).select_related("organisation"):
        same = RoleGrant.objects.holding().filter(role=grant.role, organisation=grant.organisation)
        if active.filter(role_grants__in=same).exists():
            continue
        if grant.organisation is None:
            sentences.append(
                _("You are the only editor of the programme. Have somebody else made one first.")
            )
        else:
            sentences.append(
                _("You are the only editor of %(name)s. Have somebody else made one first.")
                % {"name": grant.organisation.name}
            )
    return sentences


def erase(erasure_id: int) -> None:
    """Do the whole of it; what was taken back, waits for others or is done stays as it is."""
    erasure = _begin(erasure_id)
    if erasure is None:
        return
    person = erasure.person
    _hand_everything_over(person)
    _end_roles_and_posts(person)
    for rule in own_data:
        erase_rows(rule, person)
    _finish(erasure)


@transaction.atomic
def _begin(erasure_id: int) -> Erasure | None:
    """Close the account, from where there is no way back; None where it may not be."""
    due = Erasure.objects.due().select_for_update().select_related("person")
    erasure = due.filter(pk=erasure_id).first()
    if erasure is None:
        return None
    person = erasure.person
    if erasure.begun_at is None:
        if erasure.was_answered or what_comes_first(person):
            return None
        Erasure.objects.filter(pk=erasure.pk).update(begun_at=timezone.now())
        person.is_active = False
        # Every session is signed with it, and so is every link to a new password.
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
    return erasure


def _hand_everything_over(person: Person) -> None:
    """What others rely on goes back to the organisations in which the person has had posts."""
    organisations = Organisation.objects.filter(appointments__person=person).distinct()
    things = [
        thing
        for organisation in organisations.order_by("pk")
        for room in hand_overs
        for thing in room(person=person, organisation=organisation, reader=None)
    ]
    for thing in things:
        with transaction.atomic():
            thing.give(to=None, by=None)


@transaction.atomic
def _end_roles_and_posts(person: Person) -> None:
    for grant in RoleGrant.objects.filter(person=person, ended_at=None):
        end_role(by=None, grant=grant)
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    posts = Appointment.objects.filter(person=person)
    posts.filter(from_on__gt=yesterday).delete()
    posts.holding_on().update(until_on=yesterday)
    # What the post was called names the one who held it as well as a name does.
    posts.update(post="", supervisor=None)


@transaction.atomic
def erase_rows(rule: OwnData, person: Person) -> None:
    """Do to the rows of one rule what it says; again does nothing."""
    rows = rows_of(rule, person)
    if rule.at_erasure == "delete":
        _delete_files(rows)
        rows.delete()
    elif rule.at_erasure == "empty":
        _empty(rule, person, rows)


def _delete_files(rows: models.QuerySet) -> None:
    """First, so that a try that was broken off finds the rows and does it again."""
    names = [one.name for one in rows.model._meta.concrete_fields if isinstance(one, FileField)]
    for row in rows if names else ():
        for stored in (getattr(row, name) for name in names):
            if stored:
                stored.storage.delete(stored.name)


def _empty(rule: OwnData, person: Person, rows: models.QuerySet) -> None:
    name = relation_of(rule)
    relation = model_of(rule)._meta.get_field(name)
    if isinstance(relation, models.ManyToManyField):
        through: Any = relation.remote_field.through
        through._meta.base_manager.filter(**{relation.m2m_reverse_field_name(): person.pk}).delete()
        return
    touched = list(rows.values_list("pk", flat=True))
    rows.order_by().update(**{name: None})
    if issubclass(rows.model, Page):
        announce("changed", touched)


@transaction.atomic
def _finish(erasure: Erasure) -> None:
    """Empty the person's own row, and say that it is done: once, whoever comes second."""
    mine = Erasure.objects.filter(pk=erasure.pk, done_at=None)
    if not mine.update(done_at=timezone.now()):
        return
    person = Person.objects.get(pk=erasure.person_id)
    for column in Person._meta.concrete_fields:
        if column.name not in STAYS:
            setattr(person, column.attname, None if column.null else column.get_default())
    person.name = FormerMember()
    person.save()
    for relation in Person._meta.many_to_many:
        getattr(person, relation.name).clear()
    _end_sessions(person)
    record("people.erased", by=None, person=person)
    # The name stood on public pages.
    SiteVersion.advance()


def _end_sessions(person: Person) -> None:
    """They opened nothing since the password went; now nothing is left that names the person."""
    own = [
        session.pk
        for session in Session.objects.iterator(500)
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=own).delete()
