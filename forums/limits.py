"""What a newcomer may bring in, and how fast anybody may write (safeguards, section 3; U27)."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Board, Post, Topic
from forums.permissions import can_moderate
from forums.querysets.persons import who_looks_after
from forums.states import PostState
from people import limits

NEWCOMER_FOR = datetime.timedelta(days=3)
NEWCOMER_LINKS, NEWCOMER_PICTURES, NEWCOMER_FILES, NEWCOMER_MENTIONS = 2, 1, 0, 2
NEWCOMER_REPLIES_A_TOPIC = 3
MOST_MENTIONS = 10
LARGEST_ATTACHMENT = 5 * 1024 * 1024
POSTS_A_MINUTE = limits.Limit("posts", "minute", 5, limits.MINUTE)
POSTS_A_DAY = limits.Limit("posts", "day", 100, limits.DAY)
REPORTS_A_DAY = limits.Limit("reports", "day", 30, limits.DAY)
# The same words in another topic within this time are looked at before they are shown.
SAME_WORDS_FOR = datetime.timedelta(days=1)
_LINK = re.compile(r"<a\s", re.IGNORECASE)


@dataclass(frozen=True)
class Brought:
    """What comes with a post beside its words."""

    pictures: int = 0
    files: int = 0


def is_newcomer(person: Any) -> bool:
    """Whether the person joined less than three days ago."""
    return timezone.now() - person.joined_at < NEWCOMER_FOR


def take_post(person: Any) -> None:
    """Count one post; raises people.limits.TooMany."""
    who = str(person.pk)
    limits.take([(POSTS_A_MINUTE, who), (POSTS_A_DAY, who)])


def take_report(person: Any) -> None:
    """Count one report, so that nobody fills the queue; raises people.limits.TooMany."""
    limits.take([(REPORTS_A_DAY, str(person.pk))])


def links_in(html: str) -> int:
    """How many links a post has."""
    return len(_LINK.findall(html))


def problems_of(
    person: Any, board: Board, *, html: str, mentions: int, brought: Brought, topic: Topic | None
) -> list[str]:
    """Sentences that say what is too much in a post of this person; empty where nothing is."""
    problems = []
    if mentions > MOST_MENTIONS:
        problems.append(_("Name ten people at most in one post."))
    if not is_newcomer(person) or can_moderate(person, board):
        return problems
    until = _("You joined less than three days ago.")
    if links_in(html) > NEWCOMER_LINKS:
        problems.append(f"{until} " + _("Until then two links a post are enough: take some out."))
    if mentions > NEWCOMER_MENTIONS:
        problems.append(f"{until} " + _("Until then name two people at most in a post."))
    if brought.files > NEWCOMER_FILES:
        problems.append(f"{until} " + _("Until then no files can come with a post."))
    if brought.pictures > NEWCOMER_PICTURES:
        problems.append(f"{until} " + _("Until then one picture can come with a post."))
    if topic is not None and _replies_of(person, topic) >= NEWCOMER_REPLIES_A_TOPIC:
        number = NEWCOMER_REPLIES_A_TOPIC
        said = ngettext(
            "Until then %(number)d reply in one topic is enough.",
            "Until then %(number)d replies in one topic are enough.",
            number,
        )
        problems.append(f"{until} {said % {'number': number}}")
    return problems


def must_be_held(person: Any, board: Board, *, text: str, topic: Topic | None) -> bool:
    """Whether somebody looks at the post before it is shown.

    The first one of everybody, and the same words in several topics; not of who looks after the
    board.
    """
    if can_moderate(person, board):
        return False
    own = Post.objects.filter(author=person)
    if not own.filter(state=PostState.SHOWN).exists():
        # In a closed circle that nobody looks after it would wait for ever.
        return not board.audience.key.startswith("group:") or bool(who_looks_after(board))
    since = timezone.now() - SAME_WORDS_FOR
    same = own.filter(text=text, posted_at__gte=since)
    if topic is not None:
        same = same.exclude(topic=topic)
    return same.exists()


def must_be_held_again(person: Any, board: Board, *, html_before: str, html: str) -> bool:
    """Whether an edit is looked at before it is shown: a newcomer's that brings in a link."""
    if not is_newcomer(person) or can_moderate(person, board):
        return False
    return links_in(html) > 0 and set(_addresses(html)) - set(_addresses(html_before)) != set()


def _addresses(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def _replies_of(person: Any, topic: Topic) -> int:
    return Post.objects.filter(author=person, topic=topic, number__gt=1).count()
