"""What people are told about roles and about what is handed over; no third person is named (2C)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notices.actions import tell
from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.languages import apart
from people.granting.permissions import reach_of, waiting_for
from people.models import Appointment, Departure, Person, RoleGrant
from people.roles import role_called


def ask_to_confirm(*, grant: RoleGrant, persons: Iterable[Person]) -> None:
    """Tell those who can confirm a role that it waits for one of them."""
    tell(ROLE_WAITS, persons, once=f"grant {grant.pk}", words={"grant": str(grant.pk)})


def tell_of_role(*, grant: RoleGrant) -> None:
    """Tell the holder that a role counts now."""
    tell(ROLE_GIVEN, [grant.person], once=f"grant {grant.pk}", words={"role": grant.role})


def tell_successor(*, departure: Departure, person: Person, number: int) -> None:
    """Tell somebody once that things of a colleague who leaves are theirs now."""
    told = Notice.objects.filter(
        kind=HANDED_OVER.key, once__startswith=f"departure {departure.pk} ", person=person
    )
    once = f"departure {departure.pk} {told.count() + 1}"
    tell(HANDED_OVER, [person], once=once, words={"number": str(number)})


def tell_that_a_role_ended(*, grant: RoleGrant) -> None:
    """Tell somebody that another person has ended a role of theirs."""
    tell(ROLE_ENDED, [grant.person], once=f"grant {grant.pk}", words={"role": grant.role})


def tell_that_a_post_ended(*, appointment: Appointment) -> None:
    """Tell somebody that another person has entered the end of a post of theirs."""
    words = {"organisation": appointment.organisation.name}
    tell(POST_ENDED, [appointment.person], once=f"post {appointment.pk}", words=words)


def _still_waits(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_grants_to_confirm", None)
    if known is None:
        known = {str(grant.pk) for grant in waiting_for(reach_of(person))}
        # Asked once for each page or mail: the person object lives no longer than that.
        person._grants_to_confirm = known  # noqa: SLF001 - ours, see above
    return notice.words["grant"] in known


def _always(person: Any, notice: Notice) -> bool:
    return True


def _write_waits(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("A role waits for a second person"),
        text=_(
            "Somebody is to have a role, and it counts when a second person has confirmed it."
            " Look at who and what it is, and confirm or decline it."
        ),
        path=reverse("role", args=[notice.words["grant"]]),
    )


def _write_given(person: Any, notice: Notice) -> Wording:
    role = role_called(notice.words["role"])
    return Wording(
        subject=_("You have a new role"),
        text=_(
            "From now on you are: %(role)s. %(sentence)s\n\n"
            "For safety you were signed out everywhere. Sign in again to use it."
        )
        % {"role": role.label, "sentence": role.sentence},
        path=reverse("desk"),
    )


def _write_handed_over(person: Any, notice: Notice) -> Wording:
    number = int(notice.words["number"])
    text = ngettext(
        "A colleague has left a post, and %(number)s thing that hung on it is yours now. Drafts"
        " stand on your desk; where you answer for a text, questions of readers reach you.",
        "A colleague has left a post, and %(number)s things that hung on it are yours now."
        " Drafts stand on your desk; where you answer for a text, questions of readers reach"
        " you.",
        number,
    )
    return Wording(
        subject=_("Something was handed over to you"),
        text=text % {"number": number},
        path=reverse("desk"),
    )


def _write_ended(person: Any, notice: Notice) -> Wording:
    role = role_called(notice.words["role"])
    text = _("You are no longer: %(role)s. If that is a mistake, answer whoever ended it.")
    return Wording(subject=_("A role of yours has ended"), text=text % {"role": role.label})


def _write_post_ended(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("The end of a post of yours was entered"),
        text=_(
            "Your post in %(organisation)s ends, or has ended. What hangs on it can be handed over"
            " here; if it is a mistake, ask the contact of the organisation."
        )
        % {"organisation": apart(notice.words["organisation"])},
        path=reverse("leaving"),
    )


ROLE_WAITS = Kind(
    key="people.role-waits",
    label=gettext_lazy("Roles to confirm"),
    sentence=gettext_lazy("Somebody is to have a role, and you are one who can confirm it."),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    write=_write_waits,
)
ROLE_GIVEN = Kind(
    key="people.role-given",
    label=gettext_lazy("A role that you are given"),
    sentence=gettext_lazy("You were given a role, and a second person has confirmed it."),
    default=Frequency.AT_ONCE,
    may_still=_always,
    write=_write_given,
    is_required=True,
)
ROLE_ENDED = Kind(
    key="people.role-ended",
    label=gettext_lazy("A role that ends"),
    sentence=gettext_lazy("Another person has ended a role of yours."),
    default=Frequency.AT_ONCE,
    may_still=_always,
    write=_write_ended,
    is_required=True,
)
POST_ENDED = Kind(
    key="people.post-ended",
    label=gettext_lazy("A post that ends"),
    sentence=gettext_lazy("Another person has entered the end of a post of yours."),
    default=Frequency.AT_ONCE,
    may_still=_always,
    write=_write_post_ended,
    is_required=True,
)
HANDED_OVER = Kind(
    key="people.handed-over",
    label=gettext_lazy("Things handed over to you"),
    sentence=gettext_lazy("A colleague has left a post, and you take something over."),
    default=Frequency.AT_ONCE,
    may_still=_always,
    write=_write_handed_over,
)
KINDS = (ROLE_WAITS, ROLE_GIVEN, ROLE_ENDED, POST_ENDED, HANDED_OVER)
