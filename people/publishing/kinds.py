"""What people are told of newsletters: members of one that came, editors of one that waits."""

import datetime
from functools import lru_cache
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, may_read_about
from notices.models import Notice
from pages.templatetags.days import day
from people.approval import DUE, LATE
from people.models import Newsletter
from people.publishing.querysets import waiting_for
from people.states import NewsletterState


def _write_newsletter(person: Any, notice: Notice) -> Wording:
    """All of it where everyone may read it; else its title, for its words are behind the login."""
    page: Any = notice.about
    if page.our_address.is_public:
        text = _message_of(page.pk, page.last_published_at)
    else:
        text = _("It is not for everyone: its words stand on Peerhall alone.")
    return Wording(subject=page.title, text=text, path=page.our_address.address)


@lru_cache(maxsize=64)
def _message_of(page_id: int, published_at: Any) -> str:
    """The message as it was written; empty where editors have changed the page since.

    Kept in memory, since ten thousand mails say the same.
    """
    same = Newsletter.objects.filter(page_id=page_id, page__first_published_at=published_at)
    unchanged = same.filter(page__last_published_at=F("page__first_published_at"))
    return unchanged.values_list("message", flat=True).first() or ""


def _still_waits(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_newsletters_waiting", None)
    if known is None:
        known = _ids_waiting_for(person)
        # Asked once for each page or mail: the person object lives no longer than that.
        person._newsletters_waiting = known  # noqa: SLF001 - ours, see above
    return notice.words["newsletter"] in known


def _still_wait(person: Any) -> Q:
    return Q(words__newsletter__in=list(_ids_waiting_for(person)))


def _ids_waiting_for(person: Any) -> set[str]:
    return {str(pk) for pk in waiting_for(person).values_list("pk", flat=True)}


def _write_waits(person: Any, notice: Notice) -> Wording:
    subject = _("A newsletter waits for your approval")
    day_kind = notice.words.get("day")
    if day_kind == DUE:
        subject = _("A newsletter is to be approved by %(day)s") % _day_of(notice)
    elif day_kind == LATE:
        subject = _("A newsletter was to be approved by %(day)s, and still waits") % _day_of(notice)
    return Wording(
        subject=subject,
        text=_("A colleague has written to your members. Read it and approve it, or give it back."),
        path=reverse("newsletter", args=[notice.words["newsletter"]]),
    )


def _day_of(notice: Notice) -> dict[str, str]:
    return {"day": day(datetime.date.fromisoformat(notice.words["due_on"]))}


def _still_given_back(person: Any, notice: Notice) -> bool:
    return _given_back(person).filter(pk=notice.words["newsletter"]).exists()


def _were_given_back(person: Any) -> Q:
    ids = _given_back(person).values_list("pk", flat=True)
    return Q(words__newsletter__in=[str(pk) for pk in ids])


def _given_back(person: Any) -> Any:
    return Newsletter.objects.filter(written_by=person, state=NewsletterState.DRAFT)


def _write_given_back(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("A newsletter of yours came back"),
        text=_("A colleague has read it and asks you for something. Read why, and go on."),
        path=reverse("newsletter", args=[notice.words["newsletter"]]),
    )


NEWSLETTER = Kind(
    key="people.newsletter",
    label=gettext_lazy("Newsletters of your association"),
    sentence=gettext_lazy("An association that you belong to has written to its members."),
    default=Frequency.DAILY,
    may_still=may_read_about,
    write=_write_newsletter,
)
WAITS = Kind(
    key="people.newsletter-waits",
    label=gettext_lazy("Newsletters to approve"),
    sentence=gettext_lazy(
        "A newsletter of an association for which you edit waits for a decision."
    ),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    write=_write_waits,
    in_query=_still_wait,
)
GIVEN_BACK = Kind(
    key="people.newsletter-given-back",
    label=gettext_lazy("Newsletters that came back"),
    sentence=gettext_lazy("A newsletter that you wrote was given back to you."),
    default=Frequency.AT_ONCE,
    may_still=_still_given_back,
    write=_write_given_back,
    in_query=_were_given_back,
)
KINDS = (NEWSLETTER, WAITS, GIVEN_BACK)
