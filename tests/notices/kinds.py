"""Kinds of notices for these tests alone, each with one thing to show."""

from django.db.models import Q

from notices.kinds import Frequency, Kind, Wording, may_read_about


def always(person, notice):
    return True


def in_words(person, notice):
    return Wording(
        subject=f"Carts for {notice.words.get('town', 'a town')}",
        text="The carts have come.",
        path="/en/library/",
    )


def about_a_page(person, notice):
    return Wording(subject=f"New: {notice.about.title}", path=notice.about.our_address.address)


def is_active_member(person, notice):
    return person.name != "Bruno Sel"


def active_members(person):
    return Q() if is_active_member(person, None) else Q(pk=None)


CARTS = Kind("carts", "Carts", "You look after carts.", Frequency.AT_ONCE, always, in_words)
NEWS = Kind("news", "News", "Your town has news.", Frequency.DAILY, always, in_words)
ROUND_UP = Kind("round-up", "Round-up", "You read along.", Frequency.WEEKLY, always, in_words)
TEXTS = Kind("texts", "Texts", "You read texts.", Frequency.AT_ONCE, may_read_about, about_a_page)
PASSWORD = Kind(
    "password", "Your account", "Your account changed.", Frequency.AT_ONCE, always, in_words, True
)
MEMBERS = Kind(
    "members",
    "Members",
    "You are a member.",
    Frequency.AT_ONCE,
    is_active_member,
    in_words,
    in_query=active_members,
)
KINDS = [CARTS, NEWS, ROUND_UP, TEXTS, PASSWORD, MEMBERS]
