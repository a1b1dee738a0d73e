"""What an editor may explore in the CMS ends at a barrier that is closed to them.

Search in the CMS, its API and its lists of one type ask Wagtail's policy, and none of them has a
hook. Wagtail offers no setting for another policy, so its one question is answered anew here. So is
its question for the most used tags of pictures and files, which counts those of every collection.
"""

from typing import Any

from django.db.models import QuerySet
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.images.views import chooser
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from pages.audiences import open_to

_by_permission = PagePermissionPolicy.explorable_instances


def explorable_and_open(policy: PagePermissionPolicy, user: Any) -> QuerySet[Page]:
    """Pages that Wagtail lets `user` explore and that stand behind no barrier closed to them."""
    return open_to(_by_permission(policy, user), user)


def no_popular_tags(model: Any, count: int = 10) -> QuerySet[Tag]:
    """None: whoever works in one collection would read the words of all others (R4)."""
    return Tag.objects.none()


def narrow() -> None:
    """From now on Wagtail's policy answers so, whoever asks it, and its lists offer no tags."""
    PagePermissionPolicy.explorable_instances = explorable_and_open
    filters.popular_tags_for_model = no_popular_tags
    chooser.popular_tags_for_model = no_popular_tags
