"""Roles that exist so far: the editors of one association, and those of the programme."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

from people.models import Organisation, RoleGroup

# What an editor does with pictures and files of the own collection; nothing of anybody else's.
ON_OWN_COLLECTION = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
)
# Lists that the programme keeps for all.
PROGRAMME_LISTS = ("theme", "organisation", "associationmembership", "appointment", "closedgroup")


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
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
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
