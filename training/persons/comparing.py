"""What two entries agree and disagree in, each trait by its name, to be weighed."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entries import Entry, is_shared
from .fitting import Fit, Kind, are_of_other_sex, best_fits
from .names import Word, slips_between
from .rarity import Rarity

CAP = 8.0
# What weighs otherwise together than each alone: where a place agrees, a rare name tells less anew.
JOINT = (
    ("phone-rare", "phone-rare"),
    ("email-rare", "email-rare"),
    ("place-rare", "place-rare"),
    ("name-rare", "place-rare"),
    ("name-rare", "place-other"),
    ("name-rare", "name-rare"),
    ("words", "words"),
    ("words", "left-out"),
    ("words", "conflict"),
    ("words", "place-other"),
    ("left-out", "conflict"),
    ("one-word", "place"),
    ("one-word", "left-out"),
    ("place-other", "post-other"),
    ("place-other", "post"),
    ("place-other", "phone-rare"),
    ("place", "post-other"),
    ("phone-other", "post-other"),
    ("conflict", "conflict"),
)


class Reason(models.TextChoices):
    """What speaks for two entries being one person."""

    SPELT = "spelt", _("name spelt in another way")
    SLIP = "slip", _("name with a slip of the pen")
    CALLED = "called", _("short form of the name")
    INITIAL = "initial", _("name with an initial")
    ORDER = "order", _("name written in another order")
    PARTS = "parts", _("part of the name left out")
    SAME_NAME = "same-name", _("same name")
    SCRIPT = "script", _("name written in another script")
    PHONE = "phone", _("same phone")
    NEAR_PHONE = "near-phone", _("phone with one other digit")
    EMAIL = "email", _("same e-mail address")
    NEAR_EMAIL = "near-email", _("e-mail address with one other letter")
    ORGANISATION = "organisation", _("same organisation")
    POST = "post", _("same function")


_REASONS = {
    Kind.SPELT: Reason.SPELT,
    Kind.SLIP: Reason.SLIP,
    Kind.CALLED: Reason.CALLED,
    Kind.INITIAL: Reason.INITIAL,
    Kind.SCRIPT: Reason.SCRIPT,
    Kind.SCRIPT_SLIP: Reason.SCRIPT,
}


@dataclass
class Traits:
    """How much of each trait there is, and the reasons that a person reads."""

    worths: Counter[str] = field(default_factory=Counter)
    reasons: list[Reason] = field(default_factory=list)

    def note(self, trait: str, worth: float = 1.0, reason: Reason | None = None) -> None:
        self.worths[trait] += worth  # type: ignore[assignment]
        if reason is not None and reason not in self.reasons:
            self.reasons.append(reason)


def traits_of(first: Entry, second: Entry, rarity: Rarity) -> Traits:
    """All that speaks for or against the two being one person."""
    traits = Traits()
    traits.note("always")
    traits.note("known", rarity.size)
    names = _nearest_names(first, second, rarity)
    _names(traits, names[0], names[1], rarity)
    _phones(traits, first, second, rarity)
    _emails(traits, first, second, rarity)
    _places(traits, first, second, rarity)
    _posts(traits, first, second)
    worths = traits.worths
    for one, other in JOINT:
        if one in worths and other in worths:
            traits.note(f"{one} × {other}", worths[one] * worths[other])
    return traits


def _nearest_names(
    first: Entry, second: Entry, rarity: Rarity
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Of all the ways in which the two are written, those that fit best."""
    both = [(one, other) for one in first.names for other in second.names]
    if len(both) == 1:
        return both[0]
    return max(both, key=lambda names: _nearness(names[0], names[1], rarity))


def _nearness(first: tuple[Word, ...], second: tuple[Word, ...], rarity: Rarity) -> float:
    fits = best_fits(first, second, rarity)
    against = min(len(first), len(second)) - len(fits)
    return sum(fit.standing for fit in fits) - CAP * against


def _names(
    traits: Traits, first: tuple[Word, ...], second: tuple[Word, ...], rarity: Rarity
) -> None:
    fits = best_fits(first, second, rarity)
    against = min(len(first), len(second)) - len(fits)
    is_whole = bool(fits) and not against
    for fit in fits:
        traits.note(f"rare-{fit.kind}", min(fit.rare, CAP))
        traits.note("name-rare", min(fit.rare, CAP))
        traits.note("words")
        traits.note(f"word-{fit.kind}", 1.0, _REASONS.get(fit.kind) if is_whole else None)
    traits.note("conflict", against)
    if against and _are_brother_and_sister(first, second):
        traits.note("other-sex")
    traits.note("left-out", abs(len(first) - len(second)))
    if len(fits) < 2:
        traits.note("one-word")
    if is_whole:
        _order(traits, fits, first, second)


def _are_brother_and_sister(first: tuple[Word, ...], second: tuple[Word, ...]) -> bool:
    return any(are_of_other_sex(one.written, other.written) for one in first for other in second)


def _order(
    traits: Traits, fits: list[Fit], first: tuple[Word, ...], second: tuple[Word, ...]
) -> None:
    in_order = [fit.second for fit in sorted(fits, key=lambda fit: fit.first)]
    if in_order != sorted(in_order):
        traits.note("order", 1.0, Reason.ORDER)
    if len(first) != len(second):
        traits.note("parts", 1.0, Reason.PARTS)
    if not traits.reasons:
        traits.note("same-name", 1.0, Reason.SAME_NAME)


def _phones(traits: Traits, first: Entry, second: Entry, rarity: Rarity) -> None:
    shared = first.numbers & second.numbers
    if shared:
        rare = max(rarity.of(rarity.numbers, one) for one in shared)
        traits.note("phone", 1.0, Reason.PHONE)
        traits.note("phone-rare", min(rare, CAP))
        if traits.worths["conflict"]:
            traits.note("phone-of-another-name")
    elif first.numbers and second.numbers:
        if any(slips_between(a, b, 1) <= 1 for a in first.numbers for b in second.numbers):
            traits.note("phone-near", 1.0, Reason.NEAR_PHONE)
        else:
            traits.note("phone-other")


def _emails(traits: Traits, first: Entry, second: Entry, rarity: Rarity) -> None:
    shared = first.mailboxes & second.mailboxes
    own = [box for box in first.mailboxes if not is_shared(box)]
    others = [box for box in second.mailboxes if not is_shared(box)]
    if shared and all(is_shared(box) for box in shared):
        traits.note("email-of-office", 1.0, Reason.EMAIL)
    elif shared:
        rare = max(rarity.of(rarity.mailboxes, one) for one in shared)
        traits.note("email", 1.0, Reason.EMAIL)
        traits.note("email-rare", min(rare, CAP))
    elif own and others:
        if any(slips_between(a, b, 1) <= 1 for a in own for b in others):
            traits.note("email-near", 1.0, Reason.NEAR_EMAIL)
        else:
            traits.note("email-other")


def _places(traits: Traits, first: Entry, second: Entry, rarity: Rarity) -> None:
    shared = first.places & second.places
    if shared:
        rare = max(rarity.of(rarity.places, place) for place in shared)
        traits.note("place", 1.0, Reason.ORGANISATION)
        traits.note("place-rare", min(rare, CAP))
    elif first.places and second.places:
        traits.note("place-other")


def _posts(traits: Traits, first: Entry, second: Entry) -> None:
    if first.posts & second.posts:
        traits.note("post", 1.0, Reason.POST)
    elif first.posts and second.posts:
        traits.note("post-other")
