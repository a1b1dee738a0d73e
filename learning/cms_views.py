"""Tags that the CMS offers while an editor types: Wagtail's own view offers all there are (L08)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from taggit.models import Tag, TaggedItem
from wagtail.admin.auth import require_admin_access
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images.permissions import permission_policy as picture_policy

from learning.models import ItemTag, LibraryItem
from pages.cms_reach import choosable_by
from pages.lines import one_line
from pages.models import File, Picture

MOST = 10
LONGEST = 100


@require_safe
@require_admin_access
def offered_tags(request: HttpRequest) -> JsonResponse:
    """A list of the tags that begin with `term`, by name, ten at most; none for no term."""
    begin = one_line(request.GET.get("term", ""), LONGEST)
    tags = tags_known_to(request.user).filter(name__istartswith=begin).order_by("name")
    names = list(tags.values_list("name", flat=True)[:MOST]) if begin else []
    return JsonResponse(names, safe=False)


def tags_known_to(editor: Any) -> QuerySet[Tag]:
    """Tags of items that the editor can read or works on, of pictures and files they may use.

    What stands behind a barrier that is closed to them lends no tag, whoever works on it.
    """
    items = choosable_by(LibraryItem.objects.all(), editor)
    on_items = ItemTag.objects.filter(tag=OuterRef("pk"), content_object__in=items.values("pk"))
    return Tag.objects.filter(
        Exists(on_items)
        | _stands_on(Picture, picture_policy, editor)
        | _stands_on(File, file_policy, editor)
    )


def _stands_on(model: Any, policy: Any, editor: Any) -> Q:
    """Whether a tag stands on a picture or a file of a collection that the editor works in."""
    own = policy.instances_user_has_any_permission_for(editor, ["change", "delete", "choose"])
    kind = ContentType.objects.get_for_model(model)
    used = TaggedItem.objects.filter(content_type=kind, object_id__in=own.values("pk"))
    return Q(Exists(used.filter(tag=OuterRef("pk"))))
