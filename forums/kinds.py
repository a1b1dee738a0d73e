"""What reaches the mailbox of those who follow, are named, or have asked.

A notice names a post by its number and holds none of its words: they are read, and the right to
read them asked again, whenever it is shown or mailed (R5, L25).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.models import Post
from forums.moderating.kinds import MEASURE, REPORT_SETTLED
from forums.moderating.queue import waiting_for
from forums.reach import reach_of
from forums.states import PostState, TopicState
from forums.words import plain
from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.languages import apart
from pages.lines import one_line

LONGEST_EXCERPT = 300
_KEYS = "forums."


@dataclass(frozen=True)
class _Told:
    """What a notice may say of a post now."""

    title: str
    who: str
    excerpt: str
    post_id: int
    is_held: bool


@dataclass(frozen=True)
class _Case:
    """What a notice may say of a post on which somebody decides."""

    title: str
    path: str


def _known_to(person: Any) -> dict[str, _Told]:
    """What notices of `person` tell of that they may read now, by the number of the post.

    Two queries, once for each page or mail: the person object lives no longer than that.
    """
    known: dict[str, _Told] | None = getattr(person, "_told_of_posts", None)
    if known is None:
        own = Notice.objects.filter(person=person, kind__startswith=_KEYS)
        ids = {int(pk) for pk in own.values_list("words__post", flat=True) if pk}
        # Of what a removal took away nobody is told any more (U28).
        posts = Post.objects.visible_to(person).exclude(state=PostState.REMOVED)
        posts = posts.exclude(topic__state=TopicState.REMOVED).filter(pk__in=ids)
        rows = posts.select_related("topic__board__audience", "author", "organisation")
        known = {str(post.pk): _told(post) for post in rows}
        person._told_of_posts = known  # noqa: SLF001 - ours, see above
    return known


def _told(post: Post) -> _Told:
    """The words themselves only where everybody reads them: of the rest a mail leads there (2C)."""
    is_public = post.topic.board.audience.is_public
    return _Told(
        title=apart(post.topic.title),
        who=apart(post.author.name) if post.author is not None else "",
        excerpt=one_line(plain(post.html), LONGEST_EXCERPT) if is_public else "",
        post_id=post.pk,
        is_held=not post.is_shown,
    )


def _may_still(person: Any, notice: Notice) -> bool:
    return notice.words.get("post", "") in _known_to(person)


def _in_query(person: Any) -> Q:
    return Q(words__post__in=list(_known_to(person)))


def _writer(subject: Callable[[_Told], str]) -> Callable[[Any, Notice], Wording]:
    def write(person: Any, notice: Notice) -> Wording:
        told = _known_to(person)[notice.words["post"]]
        return Wording(
            subject=subject(told), text=told.excerpt, path=reverse("post", args=[told.post_id])
        )

    return write


def _kind(
    name: str, label: Any, sentence: Any, default: Frequency, subject: Callable[[_Told], str]
) -> Kind:
    return Kind(
        key=f"{_KEYS}{name}",
        label=label,
        sentence=sentence,
        default=default,
        may_still=_may_still,
        write=_writer(subject),
        in_query=_in_query,
    )


REPLY = _kind(
    "reply",
    gettext_lazy("Replies in what you follow"),
    gettext_lazy("Somebody wrote in a topic that you follow, or that you began."),
    Frequency.AT_ONCE,
    lambda told: _("%(who)s replied: %(title)s") % {"who": told.who, "title": told.title},
)
ANSWER_MARKED = _kind(
    "answer-marked",
    gettext_lazy("Your answers"),
    gettext_lazy("A post of yours was marked as the answer to a question."),
    Frequency.AT_ONCE,
    lambda told: _("Your post is marked as the answer: %(title)s") % {"title": told.title},
)
MENTION = _kind(
    "mention",
    gettext_lazy("When somebody names you"),
    gettext_lazy("Somebody named you with @ in a topic in which you wrote."),
    Frequency.AT_ONCE,
    lambda told: _("%(who)s named you: %(title)s") % {"who": told.who, "title": told.title},
)
NEW_TOPIC = _kind(
    "new-topic",
    gettext_lazy("New topics in boards you follow"),
    gettext_lazy("Somebody began a topic in a board that you follow."),
    Frequency.DAILY,
    lambda told: _("New topic: %(title)s") % {"title": told.title},
)
BY_PERSON = _kind(
    "by-person",
    gettext_lazy("People you follow"),
    gettext_lazy("A person whom you follow wrote in a board."),
    Frequency.DAILY,
    lambda told: _("%(who)s wrote in: %(title)s") % {"who": told.who, "title": told.title},
)
APPROVED = _kind(
    "post-approved",
    gettext_lazy("Your first posts"),
    gettext_lazy("A post of yours that waited to be looked at is shown now."),
    Frequency.AT_ONCE,
    lambda told: _("Your post is shown now: %(title)s") % {"title": told.title},
)


def _to_author(person: Any, notice: Notice) -> Wording:
    """What was done with a post of theirs; why stands beside the post."""
    told = _known_to(person)[notice.words["post"]]
    subjects = {
        "hidden": _("A post of yours was hidden: %(title)s"),
        "changed": _("A post of yours was changed: %(title)s"),
        "shown": _("A post of yours is shown again: %(title)s"),
    }
    return Wording(
        subject=subjects[notice.words["done"]] % {"title": told.title},
        path=reverse("post", args=[told.post_id]),
    )


HANDLED = Kind(
    key=f"{_KEYS}post-handled",
    label=gettext_lazy("What is done with your posts"),
    sentence=gettext_lazy(
        "Somebody who looks after a board hid a post of yours, changed it or showed it again."
    ),
    default=Frequency.AT_ONCE,
    may_still=_may_still,
    write=_to_author,
    in_query=_in_query,
)


# -- To who looks after boards ---------------------------------------------------------------------


def _cases_of(person: Any) -> dict[str, _Case]:
    """Posts that notices of `person` ask them to decide on, while they wait; two queries.

    A closed board that they are not in is not named (safeguards 2A).
    """
    cases: dict[str, _Case] | None = getattr(person, "_cases_in_boards", None)
    if cases is None:
        own = Notice.objects.filter(person=person, kind__in=(WAITS.key, REPORTED.key))
        ids = {int(pk) for pk in own.values_list("words__post", flat=True) if pk}
        posts = waiting_for(person).filter(pk__in=ids).select_related("topic__board__audience")
        reach = reach_of(person)
        cases = {
            str(post.pk): _Case(
                title=apart(post.topic.title)
                if reach.reads(post.topic.board)
                else _("in a board that is closed to you"),
                path=reverse("case", args=[post.pk]),
            )
            for post in posts
        }
        person._cases_in_boards = cases  # noqa: SLF001 - ours, see `_known_to`
    return cases


def _still_waits(person: Any, notice: Notice) -> bool:
    return notice.words.get("post", "") in _cases_of(person)


def _waits_in_query(person: Any) -> Q:
    return Q(words__post__in=list(_cases_of(person)))


def _to_decide(subject: Callable[[str], str]) -> Callable[[Any, Notice], Wording]:
    def write(person: Any, notice: Notice) -> Wording:
        case = _cases_of(person)[notice.words["post"]]
        return Wording(subject=subject(case.title), path=case.path)

    return write


WAITS = Kind(
    key=f"{_KEYS}post-waits",
    label=gettext_lazy("First posts to look at"),
    sentence=gettext_lazy(
        "A post in a board that you look after waits until somebody has looked at it."
    ),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    write=_to_decide(
        lambda title: _("A post waits for you to look at it: %(title)s") % {"title": title}
    ),
    in_query=_waits_in_query,
)
REPORTED = Kind(
    key=f"{_KEYS}post-reported",
    label=gettext_lazy("Posts that were reported"),
    sentence=gettext_lazy("Somebody reported a post in a board that you answer for."),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    write=_to_decide(lambda title: _("A post was reported: %(title)s") % {"title": title}),
    in_query=_waits_in_query,
)


def _to_credit(person: Any, notice: Notice) -> Wording:
    told = _known_to(person)[notice.words["post"]]
    return Wording(
        subject=_("May your words become an article? %(title)s") % {"title": told.title},
        text=_("Somebody who looks after the board wants to make an article of them."),
        path=reverse("credit", args=[notice.words["topic"]]),
    )


CREDIT_ASKED = Kind(
    key=f"{_KEYS}credit-asked",
    label=gettext_lazy("Your words in the library"),
    sentence=gettext_lazy(
        "An article is to be made of a question and its answer, one of them yours."
    ),
    default=Frequency.AT_ONCE,
    may_still=_may_still,
    write=_to_credit,
    in_query=_in_query,
)
KINDS = (
    REPLY,
    ANSWER_MARKED,
    MENTION,
    NEW_TOPIC,
    BY_PERSON,
    APPROVED,
    HANDLED,
    WAITS,
    REPORTED,
    REPORT_SETTLED,
    MEASURE,
    CREDIT_ASKED,
)
