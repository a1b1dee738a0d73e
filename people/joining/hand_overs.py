"""Open invitations of somebody who leaves: they hold on the right of whoever sent them (P10)."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.registries import HandOver
from people.joining.actions import revoke
from people.joining.permissions import organisations_to_invite_for
from people.models import (
    Invitation,
    Organisation,
    Person,
    RoleGrant,
)
from people.querysets import members_of_today
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT, PROGRAMME_EDITOR


def invitations_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Invitations in time that were sent on a post left there; one thing for each organisation."""
    sent = _sent_on_a_post_in(organisation, person)
    counted = sent.values("organisation_id", "organisation__name").annotate(number=Count("pk"))
    rows = list(counted.order_by("organisation__name", "organisation_id"))
    if rows and reader is not None and reader != person:
        known = set(organisations_to_invite_for(reader).values_list("pk", flat=True))
        rows = [row for row in rows if row["organisation_id"] in known]
    for row in rows:
        title = ngettext(
            "%(number)s open invitation: %(organisation)s",
            "%(number)s open invitations: %(organisation)s",
            row["number"],
        )
        yield HandOver(
            key=f"people.invitations:{row['organisation_id']}",
            title=title % {"number": row["number"], "organisation": row["organisation__name"]},
            url="",
            what=_(
                "Whoever has them next stands for them: the links open while that person may"
                " invite there, and bring a post and no role. Back to the organisation: they are"
                " taken back."
            ),
            give=partial(_give_on, invitations=sent.filter(organisation=row["organisation_id"])),
        )


def _sent_on_a_post_in(organisation: Organisation, person: Person) -> QuerySet[Invitation]:
    """Those to the organisation and its members, but for what the person may still invite to."""
    sent = Invitation.objects.open().in_time().filter(invited_by=person)
    if organisation.kind != Organisation.Kind.PROGRAMME:
        sent = sent.filter(
            Q(organisation=organisation) | Q(organisation__in=members_of_today([organisation.pk]))
        )
    if person.is_superuser and person.is_active:
        return sent.none()
    held = RoleGrant.objects.holding().filter(person=person)
    kept = held.exclude(appointment__departure__isnull=False)
    near = kept.filter(role__in=(ORGANISATION_CONTACT.key, ASSOCIATION_EDITOR.key))
    edited = kept.filter(role=ASSOCIATION_EDITOR.key, organisation__isnull=False)
    return sent.exclude(
        Q(organisation__in=near.filter(organisation__isnull=False).values("organisation_id"))
        | Q(organisation__in=members_of_today(edited.values("organisation_id")))
    ).exclude(Exists(kept.filter(role=PROGRAMME_EDITOR.key)))


def _give_on(*, to: Person | None, by: Person, invitations: QuerySet[Invitation]) -> None:
    """A role in them is left out: nobody gives one who has not chosen to (R12)."""
    if to is not None:
        invitations.update(invited_by=to, role="")
        return
    for invitation in list(invitations.select_related("organisation")):
        revoke(by=by, invitation=invitation)
