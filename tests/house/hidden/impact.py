"""A trail has no words of its own: closed topics are made to be about an open text, and closed
texts are tied to an open partnership, so that each word of theirs could stand on one.
"""

from typing import Any

from forums.models import Topic
from learning.models import LibraryItem
from pages.models import Theme
from partnerships.models import Output


def hide(canaries: Any) -> None:
    """Puts no word of its own anywhere."""
    things = canaries.world.things
    Topic.objects.filter(about=None).update(about=things["public_id"])
    theme = Theme.objects.get(slug="markets")
    tied = set(Output.objects.values_list("thing", flat=True))
    for key in LibraryItem.objects.values_list("translation_key", flat=True).distinct():
        if (thing := f"library-item:{key}") not in tied:
            Output.objects.create(partnership_id=things["partnership_id"], thing=thing, theme=theme)


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    texts = LibraryItem.objects.values_list("translation_key", flat=True).distinct()
    topics = Topic.objects.values_list("pk", flat=True)
    scopes = {
        "",
        "themes/markets/",
        *(f"partnerships/{things[one]}/" for one in ("partnership_id", "partnership_closed_id")),
        f"plans/{things['plan_agreed_id']}/",
        f"associations/{things['x_id']}/",
    }
    return {
        *(f"/en/impact/lessons/library-item/{key}/" for key in texts),
        *(f"/en/impact/lessons/topic/{pk}/" for pk in topics),
        *(f"/en/impact/{scope}{door}" for scope in scopes for door in ("", "file/csv/")),
    }
