"""What a person is told about their own data: three kinds of notices that cannot be turned off."""

import datetime
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.actions import tell
from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.templatetags.days import day
from people.models import DataExport, Erasure
from people.models.export import LASTS


def _can_be_fetched(person: Any, notice: Notice) -> bool:
    return notice.told_at > timezone.now() - LASTS


def _can_be_fetched_in_query(person: Any) -> Q:
    return Q(told_at__gt=timezone.now() - LASTS)


def _write_ready(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Your data is ready"),
        text=_(
            "The copy of everything about you is made. It can be fetched once, within a day, after "
            "you have signed in."
        ),
        path=reverse("my_data_file", args=[notice.words["export"]]),
    )


def _always(person: Any, notice: Notice) -> bool:
    return True


def _always_in_query(person: Any) -> Q:
    return Q()


def _write_erasure_waits(person: Any, notice: Notice) -> Wording:
    due = {"day": _due(notice)}
    return Wording(
        subject=_("Your account will be deleted on %(day)s") % due,
        text=_(
            "You asked to delete your account. Until %(day)s you can take it back, also if it was "
            "not you who asked."
        )
        % due,
        path=reverse("my_data"),
    )


def _nobody_came(person: Any, notice: Notice) -> bool:
    return person.last_login is None or person.last_login < notice.told_at


def _nobody_came_in_query(person: Any) -> Q:
    return Q(person__last_login=None) | Q(person__last_login__lt=F("told_at"))


def _write_unused(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("Do you still use your account?"),
        text=_(
            "Nobody has signed in with your account for two years. Sign in before %(day)s to keep "
            "it. Otherwise it is deleted then, and what you wrote stays under “former member”."
        )
        % {"day": _due(notice)},
        path=reverse("my_data"),
    )


def _due(notice: Notice) -> str:
    return str(day(datetime.date.fromisoformat(notice.words["due_on"])))


DATA_READY = Kind(
    key="people.data-ready",
    label=gettext_lazy("A copy of your data"),
    sentence=gettext_lazy("You asked for a copy of everything about you."),
    default=Frequency.AT_ONCE,
    may_still=_can_be_fetched,
    in_query=_can_be_fetched_in_query,
    write=_write_ready,
    is_required=True,
)
ERASURE_WAITS = Kind(
    key="people.erasure-waits",
    label=gettext_lazy("Deleting your account"),
    sentence=gettext_lazy("Somebody who was signed in as you asked to delete your account."),
    default=Frequency.AT_ONCE,
    may_still=_always,
    in_query=_always_in_query,
    write=_write_erasure_waits,
    is_required=True,
)
ACCOUNT_UNUSED = Kind(
    key="people.account-unused",
    label=gettext_lazy("An account that is not used"),
    sentence=gettext_lazy("Accounts that nobody uses for thirty months are deleted."),
    default=Frequency.AT_ONCE,
    may_still=_nobody_came,
    in_query=_nobody_came_in_query,
    write=_write_unused,
    is_required=True,
)
KINDS = (DATA_READY, ERASURE_WAITS, ACCOUNT_UNUSED)


def tell_that_it_is_ready(export: DataExport) -> None:
    """The copy of their data waits to be fetched; its link opens nothing without signing in."""
    words = {"export": str(export.pk)}
    tell(DATA_READY, [export.person], once=str(export.pk), words=words)


def tell_that_erasure_waits(erasure: Erasure) -> None:
    """To the owner of the account, at once, in case it was somebody else who asked."""
    tell(ERASURE_WAITS, [erasure.person], once=str(erasure.pk), words=_day_of(erasure))


def ask_whether_it_is_used(erasure: Erasure) -> None:
    """Nobody has signed in for two years."""
    tell(ACCOUNT_UNUSED, [erasure.person], once=str(erasure.pk), words=_day_of(erasure))


def _day_of(erasure: Erasure) -> dict[str, str]:
    return {"due_on": timezone.localdate(erasure.due_at).isoformat()}
