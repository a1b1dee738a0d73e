"""What was learnt lately in partnerships, for feed readers; what everyone may read, and no more."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.addresses import absolute
from partnerships.registry.outputs import OutputLine


def feed_of(lines: Iterable[OutputLine]) -> str:
    """An Atom feed of outputs, newest first."""
    address = absolute(reverse("outputs_feed"))
    feed = Atom1Feed(
        title=_("Learnt in partnerships"),
        link=absolute(reverse("partnerships")),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
    )
    for line in lines:
        feed.add_item(
            title=line.title,
            link=line.url,
            description=line.output.partnership.title,
            unique_id=f"{line.url}#{line.output.pk}",
            pubdate=line.output.tied_at,
            updateddate=line.output.tied_at,
        )
    return str(feed.writeString("utf-8"))
