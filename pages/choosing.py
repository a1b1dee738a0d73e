"""What an editor may put into a text: pictures and files of their own, pages they can read.

A picture or file may be read by whoever may read a live page that uses it. So using one opens it,
and its number alone must not be enough for that.
"""

import re
from typing import Any

from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images import permissions as picture_permissions
from wagtail.models import Page

from pages.cms_reach import choosable_by
from pages.models import File, Picture
from pages.uses import used_in

_STORED_PAGE = re.compile(r'<a[^>]*\blinktype="page"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')

Blocks = list[dict[str, Any]]


def uses_what_is_not_theirs(person: Any, blocks: Blocks, before: Blocks) -> bool:
    """Whether `blocks` use a thing that `person` may not choose and that was not there `before`."""
    old_pictures, old_files = used_in(before)
    pictures, files = used_in(blocks)
    policy = picture_permissions.permission_policy
    if not _may_choose_all(person, policy, Picture, pictures - old_pictures):
        return True
    if not _may_choose_all(person, file_policy, File, files - old_files):
        return True
    pages = linked_pages(blocks) - linked_pages(before)
    return choosable_by(Page.objects.filter(pk__in=pages), person).count() < len(pages)


def linked_pages(value: Any) -> set[int]:
    """Ids of the pages that rich text anywhere in StreamField data links to."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return set().union(*(linked_pages(inner) for inner in value))
    if not isinstance(value, str):
        return set()
    found = (_ID.search(tag) for tag in _STORED_PAGE.findall(value))
    return {int(match[1]) for match in found if match}


def _may_choose_all(person: Any, policy: Any, model: Any, ids: set[int]) -> bool:
    things = list(model.objects.filter(pk__in=ids))
    return all(policy.user_has_permission_for_instance(person, "choose", one) for one in things)
