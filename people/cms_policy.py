"""Rights in Wagtail come from groups, and a group of editors counts while a grant holds (R5).

Django and Wagtail ask the tables of groups at several places, and have a setting for none of them.
So these are answered anew here: what has run out at midnight is lost with the next request, before
the worker has brought the groups in line, and reading writes nothing.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
)
from wagtail.permission_policies.collections import CollectionPermissionLookupMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from people.permissions import groups_in_force


def rights_of_the_site(backend: ModelBackend, user: Any) -> QuerySet[Permission]:
    """What Django's `has_perm` goes by."""
    return Permission.objects.filter(group__in=groups_in_force(user))


def rights_to_pages(policy: PagePermissionPolicy, user: Any) -> QuerySet[GroupPagePermission]:
    """What Wagtail's rights to pages go by."""
    if not user.is_active or user.is_anonymous or user.is_superuser:
        return GroupPagePermission.objects.none()
    held = GroupPagePermission.objects.filter(group__in=groups_in_force(user))
    return held.select_related("page", "permission")


def rights_to_collections(
    policy: CollectionPermissionLookupMixin, user: Any
) -> QuerySet[GroupCollectionPermission]:
    """What Wagtail's rights to pictures and files go by."""
    if not user.is_active or user.is_anonymous or user.is_superuser:
        return GroupCollectionPermission.objects.none()
    held = GroupCollectionPermission.objects.filter(group__in=groups_in_force(user))
    return held.select_related("permission", "collection")


def may_approve(task: AbstractGroupApprovalTask, user: Any) -> bool:
    """Whether a step of an approval is this person's; what waits there is asked by it, too."""
    return task.groups.filter(pk__in=groups_in_force(user)).exists()


def follow_grants() -> None:
    """From now on Django and Wagtail answer so, whoever asks them."""
    setattr(ModelBackend, "_get_group_permissions", rights_of_the_site)  # noqa: B010 - unlisted
    PagePermissionPolicy.get_all_permissions_for_user = rights_to_pages
    CollectionPermissionLookupMixin.get_all_permissions_for_user = rights_to_collections
    AbstractGroupApprovalTask._user_in_groups = may_approve  # noqa: SLF001 - see above
