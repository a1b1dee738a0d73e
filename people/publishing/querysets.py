"""Questions about many newsletters, each named for the page that asks it."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from pages.audiences import keys_for
from people.approval import REMINDED_FOR
from people.models import Newsletter, Organisation, Person
from people.models.space import DAYS_TO_APPROVE
from people.permissions import editor_roles_of
from people.querysets import editors_for
from people.states import NewsletterState


def visible_to(person: Any) -> QuerySet[Newsletter]:
    """Newsletters in any state that `person` may see from within; twin of `can_see`."""
    roles = editor_roles_of(person)
    open_ones = Newsletter.objects.filter(audience__in=keys_for(person))
    if person.is_superuser or roles.is_for_programme:
        return open_ones
    return open_ones.filter(association_id__in=roles.association_ids)


def waiting_for(person: Any) -> QuerySet[Newsletter]:
    """Those that `person`, an editor, may approve; the longest waiting first."""
    own = visible_to(person).filter(association_id__in=editor_roles_of(person).association_ids)
    waiting = own.filter(state=NewsletterState.WAITING)
    return waiting.exclude(written_by=person).order_by("changed_at", "pk")


def editors_within(newsletter: Newsletter) -> QuerySet[Person]:
    """Active editors of its association; of one to a closed group those who are in it."""
    editors = editors_for([newsletter.association_id]).filter(is_active=True)
    kind, _colon, number = newsletter.audience.partition(":")
    return editors.filter(closed_groups=int(number)) if kind == "group" else editors


def approvers_of(newsletter: Newsletter) -> QuerySet[Person]:
    """Who may approve it; twin of `waiting_for`, for all persons of one newsletter."""
    writer: Any = newsletter.written_by_id  # nobody, once they have left for good
    return editors_within(newsletter).exclude(pk=writer)


def waiting_on_their_day(today: datetime.date) -> list[tuple[Newsletter, datetime.date]]:
    """Those anywhere whose day is `today` or was not long ago, each with its day; one query."""
    days = Coalesce("association__space_settings__days_to_approve", DAYS_TO_APPROVE)
    rows = Newsletter.objects.filter(state=NewsletterState.WAITING).annotate(days=days)
    with_days = [
        (row, row.changed_at.date() + datetime.timedelta(days=row.days))
        for row in rows.order_by("changed_at", "pk")
    ]
    return [one for one in with_days if today - REMINDED_FOR <= one[1] <= today]


def latest_of(association: Organisation, person: Any) -> QuerySet[Newsletter]:
    """Those of one association that `person` may see, the last changed first."""
    own = visible_to(person).filter(association=association)
    return own.select_related("written_by").order_by("-changed_at", "-pk")


def last_sent_of(association: Organisation, person: Any) -> Newsletter | None:
    """The one that went out last of those `person` may see, for how it was read."""
    own = visible_to(person).filter(association=association, state=NewsletterState.SENT)
    return own.select_related("association").order_by("-begun_at", "-pk").first()
