"""Questions about many newsletters, each named for the page that asks it."""

from typing import Any

from django.db.models import QuerySet

from people.models import Newsletter, Organisation
from people.permissions import editor_roles_of
from people.states import NewsletterState


def visible_to(person: Any) -> QuerySet[Newsletter]:
    """Newsletters in any state that `person` may see from within; twin of `can_see`."""
    roles = editor_roles_of(person)
    if person.is_superuser or roles.is_for_programme:
        return Newsletter.objects.all()
    return Newsletter.objects.filter(association_id__in=roles.association_ids)


def waiting_for(person: Any) -> QuerySet[Newsletter]:
    """Those that `person`, an editor, may approve; the longest waiting first."""
    own = Newsletter.objects.filter(association_id__in=editor_roles_of(person).association_ids)
    waiting = own.filter(state=NewsletterState.WAITING)
    return waiting.exclude(written_by=person).order_by("changed_at", "pk")


def latest_of(association: Organisation) -> QuerySet[Newsletter]:
    """All of one association, the last changed first."""
    own = Newsletter.objects.filter(association=association)
    return own.select_related("written_by").order_by("-changed_at", "-pk")


def last_sent_of(association: Organisation) -> Newsletter | None:
    """The one that went out last, for how it was read."""
    own = Newsletter.objects.filter(association=association, state=NewsletterState.SENT)
    return own.select_related("association").order_by("-begun_at", "-pk").first()
