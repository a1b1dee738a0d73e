"""What the library tells people about drafts. Nothing names a draft: its title is for the page,
behind the login (safeguards 2C).
"""

from typing import Any

from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from learning.desk import address_of
from notices.kinds import Frequency, Kind, Wording, may_enter_about, may_read_about
from notices.models import Notice
from pages.audiences import open_to
from pages.languages import apart
from people.approval import tasks_waiting_for, waiting_for


def _still_waits(person: Any, notice: Notice) -> bool:
    known: set[int] | None = getattr(person, "_waiting_ids", None)
    if known is None:
        known = {waiting.page.pk for waiting in waiting_for(person)}
        # Asked once for each page or mail: the person object lives no longer than that.
        person._waiting_ids = known  # noqa: SLF001 - ours, see above
    return notice.about_id in known


def _still_wait(person: Any) -> Q:
    waiting = tasks_waiting_for(person).annotate(
        waiting_id=Cast("workflow_state__object_id", BigIntegerField())
    )
    open_pages = open_to(Page.objects.all(), person)
    return Q(about_id__in=waiting.values("waiting_id"), about__in=open_pages)


def _write_waits(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("A text waits for your approval"),
        text=_("Somebody has sent in a text. Read it and publish it, or give it back."),
        path=reverse("wagtailadmin_pages:edit", args=[notice.about_id]),
    )


def _write_published(person: Any, notice: Notice) -> Wording:
    page: Any = notice.about
    return Wording(
        subject=_("Your text is published: %(title)s") % {"title": apart(page.title)},
        text=_("An editor has published what you sent in. This is where others find it."),
        path=page.our_address.address,
    )


def _write_came_back(person: Any, notice: Notice) -> Wording:
    page: Any = notice.about
    is_written_here = "is_item" in notice.words and page.owner_id == person.pk
    return Wording(
        subject=_("A draft of yours came back"),
        text=_("An editor has read it and asks you for something. Read it and go on."),
        path=address_of(page)
        if is_written_here
        else reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


TEXT_WAITS = Kind(
    key="learning.text-waits",
    label=gettext_lazy("Texts to approve"),
    sentence=gettext_lazy("You are an editor, and somebody has sent in a text where you edit."),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    in_query=_still_wait,
    write=_write_waits,
)
TEXT_PUBLISHED = Kind(
    key="learning.text-published",
    label=gettext_lazy("Your published texts"),
    sentence=gettext_lazy("You sent in a text, and an editor has published it."),
    default=Frequency.AT_ONCE,
    may_still=may_read_about,
    write=_write_published,
)
TEXT_CAME_BACK = Kind(
    key="learning.text-came-back",
    label=gettext_lazy("Drafts that come back"),
    sentence=gettext_lazy("You sent in a draft, and an editor asks you for something."),
    default=Frequency.AT_ONCE,
    may_still=may_enter_about,
    write=_write_came_back,
)
KINDS = (TEXT_WAITS, TEXT_PUBLISHED, TEXT_CAME_BACK)
