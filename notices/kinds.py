"""Kinds of notices: how often each comes, what it says, and who may still be told.

A room adds its kinds when it starts (`AppConfig.ready`); this one knows none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.permissions import can_enter, can_read
from pages.registries import Registry

if TYPE_CHECKING:
    from notices.models import Notice


class Frequency(TextChoices):
    """How often mail about a kind of notice comes; the list on the site has all of them."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NEVER = "never", _("Never, only in the list here")


@dataclass(frozen=True)
class CalendarPart:
    """What a calendar program takes out of a mail: iCalendar text, and its method (RFC 6047)."""

    method: str
    text: str


@dataclass(frozen=True)
class Wording:
    """A notice in words: a line, plain text that may be empty, and the path it leads to, if any.

    A mail about this one notice has `calendar` beside its text; lists and digests leave it out.
    """

    subject: str
    text: str = ""
    path: str = ""
    calendar: CalendarPart | None = None


def may_read_about(person: Any, notice: Notice) -> bool:
    """For kinds about a page: whether the person may read it now.

    Lists and mails have asked the database beforehand, for all their rows in one query.
    """
    known: bool | None = getattr(notice, "about_is_readable", None)
    if known is not None:
        return known
    return notice.about is not None and can_read(person, notice.about)


def may_enter_about(person: Any, notice: Notice) -> bool:
    """For kinds about a page that may be a draft: whether no barrier before it is closed now."""
    known: bool | None = getattr(notice, "about_is_open", None)
    if known is not None:
        return known
    return notice.about is not None and can_enter(person, notice.about.pk)


def is_still_there(person: Any, notice: Notice) -> bool:
    """For kinds about what was said to the person, which stays theirs: whether they are here.

    The page behind the link asks the rest.
    """
    return bool(person.is_active)


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    `label` names it on the page of preferences, `sentence` says there what makes it come, and in a
    mail why it is there. What `is_required` comes at once and cannot be turned off.

    `may_still` is asked again whenever a notice is about to be mailed or shown; `write` is called
    with the reader's language switched on. Both are called for each row of a list: with
    `notice.about` and `notice.about.our_address` at hand, they should ask the database nothing.
    `in_query` says the same as a `may_still` of a room's own in the language of queries, over
    notices, so that what is counted is what is shown; the two about a page bring theirs.
    """

    key: str
    label: str | Promise
    sentence: str | Promise
    default: Frequency
    may_still: Callable[[Any, Notice], bool]
    write: Callable[[Any, Notice], Wording]
    is_required: bool = False
    in_query: Callable[[Any], Q] | None = None


kinds: Registry[Kind] = Registry("kinds of notices that reach a person")


def kind_of(key: str) -> Kind | None:
    """The kind of this name; None where no room has it any more."""
    return next((kind for kind in kinds if kind.key == key), None)
