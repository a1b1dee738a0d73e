"""Giving and ending roles, and the groups by which Wagtail knows editors."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from people.audit import record
from people.models import (
    Appointment,
    Organisation,
    Person,
    RoleGrant,
    RoleGroup,
)
from people.roles import ASSOCIATION_EDITOR, PROGRAMME_EDITOR, Role
from people.sessions import renew_sessions

# What an editor does with pictures and files of the own collection, and with collections in it;
# nothing of anybody else's.
ON_OWN_COLLECTION = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
    *("add_collection", "change_collection", "delete_collection"),
)
ON_OWN_PAGES = ("add_page", "change_page", "lock_page", "unlock_page")
# Withheld where a second person approves: approval publishes.
PUBLISH = "publish_page"
# Lists that the programme keeps for all.
PROGRAMME_LISTS = ("theme", "organisation", "associationmembership", "appointment", "closedgroup")


@transaction.atomic
def give_role(
    *,
    by: Person | None,
    person: Person,
    role: Role,
    organisation: Organisation | None = None,
    thing: str = "",
    appointment: Appointment | None = None,
) -> RoleGrant:
    """Give `person` a role that counts from now on; again gives the same grant.

    It hangs on `appointment`; where none is named, on the post that the person holds today in that
    organisation, if any. `by` is None for the site itself (the demo, a command). Whether `by` may
    give it, and whether a second person must confirm, `people.granting.actions` has asked before.
    """
    same = {"person": person, "role": role.key, "organisation": organisation, "thing": thing}
    for former in RoleGrant.objects.run_out().filter(**same):
        end_role(by=None, grant=former)
    grant, _is_new = RoleGrant.objects.select_for_update(of=("self",)).get_or_create(
        **same,
        ended_at=None,
        defaults={
            "appointment": appointment or _post_in(person, organisation),
            "given_by": by,
            "given_at": timezone.now(),
        },
    )
    if grant.confirmed_at is None:
        count_from_now(by=by, grant=grant)
    return grant


def count_from_now(*, by: Person | None, grant: RoleGrant) -> None:
    """Let a grant that is locked by this transaction count; `by` confirms it."""
    grant.confirmed_by = by
    grant.confirmed_at = max(timezone.now(), grant.given_at)
    grant.save(update_fields=["confirmed_by", "confirmed_at"])
    is_alone = by is not None and by == grant.given_by
    record(
        "people.role-given-alone" if is_alone else "people.role-given",
        by=by,
        thing=grant,
        person=grant.person,
        organisation=grant.organisation,
    )
    _bring_group_in_line(grant)
    renew_sessions(grant.person)


@transaction.atomic
def end_role(*, by: Person | None, grant: RoleGrant, reason: str = "") -> None:
    """End a grant, waiting or counting, with the next request; again does nothing."""
    ended = RoleGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=timezone.now())
    if ended:
        grant.refresh_from_db()
        record(
            "people.role-declined" if grant.confirmed_at is None else "people.role-ended",
            by=by,
            thing=grant,
            person=grant.person,
            organisation=grant.organisation,
            reason=reason,
        )
        _bring_group_in_line(grant)


def _post_in(person: Person, organisation: Organisation | None) -> Appointment | None:
    held = person.appointments.holding_on().filter(organisation=organisation)
    return held.order_by("-from_on", "-pk").first()


def _bring_group_in_line(grant: RoleGrant) -> None:
    """Editors are in the group of their association or of the programme, which Wagtail asks."""
    if grant.role == ASSOCIATION_EDITOR.key and grant.organisation is not None:
        group = make_association_editors(grant.organisation).group
    elif grant.role == PROGRAMME_EDITOR.key:
        group = make_programme_editors().group
    else:
        return
    held = RoleGrant.objects.holding().filter(
        person=grant.person, role=grant.role, organisation=grant.organisation
    )
    if held.exists():
        grant.person.groups.add(group)
    else:
        grant.person.groups.remove(group)


@transaction.atomic
def bring_groups_in_line() -> None:
    """A chore: what hung on a post that is over ends, and groups hold whose grant holds today.

    Posts begin and run out at midnight, when nobody asks. No right outlives its post until this
    comes round (`people.cms_policy`); one that begins waits for it in the CMS.
    """
    for grant in RoleGrant.objects.run_out():
        end_role(by=None, grant=grant)
    for role in RoleGroup.objects.select_related("group"):
        key = PROGRAMME_EDITOR.key if role.association_id is None else ASSOCIATION_EDITOR.key
        held = RoleGrant.objects.holding().filter(role=key, organisation=role.association_id)
        wanted = set(held.values_list("person_id", flat=True))
        there = set(role.group.user_set.values_list("pk", flat=True))
        role.group.user_set.remove(*(there - wanted))
        role.group.user_set.add(*(wanted - there))


@transaction.atomic
def make_association_editors(association: Organisation) -> RoleGroup:
    """The group of those who edit for `association`, with its own collection and nothing else.

    Which pages they may edit is for the rooms that own pages: they give this group page
    permissions. Calling it again gives the same group.
    """
    role = RoleGroup.objects.filter(association=association).first()
    if role is None:
        role = _make_role(f"Editors of {association.name}", association)
    collection = role.collection
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=association.name[:255])
        role.collection = collection
        role.save(update_fields=["collection"])
    _may_use_collection(role.group, collection)
    return role


@transaction.atomic
def make_programme_editors() -> RoleGroup:
    """The group of those who edit for the programme: every collection, and the common lists."""
    role = RoleGroup.objects.filter(association=None).first()
    if role is None:
        role = _make_role("Editors of the programme", None)
    _may_use_collection(role.group, Collection.get_first_root_node())
    role.group.permissions.add(*_permissions_on_lists())
    return role


def _make_role(name: str, association: Organisation | None) -> RoleGroup:
    # Two associations may bear one name; a group's must be its own.
    free = name[:140]
    if Group.objects.filter(name=free).exists() and association is not None:
        free = f"{free} ({association.pk})"
    group, _is_new = Group.objects.get_or_create(name=free)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return RoleGroup.objects.create(group=group, association=association)


def _may_use_collection(group: Group, collection: Collection) -> None:
    wanted = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs", "wagtailcore"),
        codename__in=ON_OWN_COLLECTION,
    )
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _permissions_on_lists() -> list[Permission]:
    """Keeping the common lists, and beginning translations, which name pages across languages."""
    verbs = [f"{verb}_{name}" for name in PROGRAMME_LISTS for verb in ("add", "change", "delete")]
    lists = Q(content_type__app_label__in=("pages", "people"), codename__in=verbs)
    translations = Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    return list(Permission.objects.filter(lists | translations))


def may_edit_below(role: RoleGroup, page: Page, *, publishes: bool = True) -> None:
    """Let the editors of `role` work on `page` and all below it; again changes nothing."""
    wanted = {*ON_OWN_PAGES, PUBLISH} if publishes else set(ON_OWN_PAGES)
    rights = GroupPagePermission.objects.filter(group=role.group, page=page)
    rights.exclude(permission__codename__in=wanted).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=wanted
    ):
        GroupPagePermission.objects.get_or_create(
            group=role.group, page=page, permission=permission
        )
