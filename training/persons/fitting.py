"""Which word of one name is which of another, whatever their order, and how well they fit."""

from dataclasses import dataclass
from enum import StrEnum

from .names import Word, are_called_alike, slips_between
from .rarity import Rarity


class Kind(StrEnum):
    """How two words are one."""

    SAME = "same"
    SPELT = "spelt"
    SLIP = "slip"
    CALLED = "called"
    INITIAL = "initial"
    SCRIPT = "script"
    SCRIPT_SLIP = "script-slip"


# What a fit is worth beside another that competes for the same word; the best is taken first.
_STANDING = {Kind.SAME: 0.0, Kind.SPELT: 0.5, Kind.SCRIPT: 0.6, Kind.CALLED: 2.2}
_STANDING |= {Kind.SLIP: 2.6, Kind.SCRIPT_SLIP: 3.0, Kind.INITIAL: 6.0}


@dataclass(frozen=True)
class Fit:
    """Two words, by their places, that fit; and how rare they are."""

    first: int
    second: int
    kind: Kind
    rare: float

    @property
    def standing(self) -> float:
        return self.rare - _STANDING[self.kind]


def best_fits(first: tuple[Word, ...], second: tuple[Word, ...], rarity: Rarity) -> list[Fit]:
    """Pairs of words that fit, the best first, each word once."""
    possible = [
        fit
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if (fit := _fit(i, one, j, other, rarity))
    ]
    fits: list[Fit] = []
    for fit in sorted(possible, key=lambda fit: (-fit.standing, fit.first, fit.second)):
        if all(fit.first != kept.first and fit.second != kept.second for kept in fits):
            fits.append(fit)
    return fits


def _fit(i: int, one: Word, j: int, other: Word, rarity: Rarity) -> Fit | None:
    kind = _kind(one, other)
    if kind is None:
        return None
    rares = (rarity.of(rarity.sounds, one.sound), rarity.of(rarity.sounds, other.sound))
    # A slip makes a word that nobody is called; two words that many are called are two names.
    is_slip = kind in (Kind.SLIP, Kind.SCRIPT_SLIP)
    return Fit(i, j, kind, max(rares) if is_slip else min(rares))


def _kind(one: Word, other: Word) -> Kind | None:
    if one.written == other.written:
        return Kind.SAME
    if one.is_initial or other.is_initial:
        return Kind.INITIAL if _begin_alike(one, other) else None
    if one.is_arabic != other.is_arabic:
        return _kind_across(one, other)
    if are_of_other_sex(one.written, other.written):
        return None
    if one.sound == other.sound and _is_spelling(one.written, other.written):
        return Kind.SPELT
    if are_called_alike(one.written, other.written):
        return Kind.CALLED
    if _is_same_with_article(one, other):
        return Kind.SPELT
    shorter = min(len(one.written), len(other.written))
    most = 0 if shorter < 4 else 1 if shorter < 8 else 2
    return Kind.SLIP if most and slips_between(one.written, other.written, most) <= most else None


def _begin_alike(one: Word, other: Word) -> bool:
    if one.is_arabic == other.is_arabic:
        return one.written[0] == other.written[0]
    # The first vowel has no one letter in the other script.
    return one.sound[0] == other.sound[0] or "-" in (one.sound[0], other.sound[0])


def _kind_across(one: Word, other: Word) -> Kind | None:
    if one.sound == other.sound or _is_same_with_article(one, other):
        return Kind.SCRIPT
    shorter = min(len(one.sound), len(other.sound))
    is_slip = shorter >= 3 and slips_between(one.sound, other.sound, 1) <= 1
    return Kind.SCRIPT_SLIP if is_slip else None


def _is_same_with_article(one: Word, other: Word) -> bool:
    """Elsayed, Ennajar: the article grown into the word."""
    for long, short in ((one, other), (other, one)):
        if long.written[:2] in ("el", "al", "en", "es", "er", "ez", "et", "ed") and (
            len(long.written) > 5 and long.sound[1:] == short.sound and len(short.sound) > 1
        ):
            return True
        if long.sound == short.sound and long.written[:2] in ("el", "al"):
            return True
    return False


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words of one skeleton differ by as much as spellings do, not as names do."""
    return slips_between(one, other, 3) <= max(1, round(0.45 * max(len(one), len(other))))


def are_of_other_sex(one: str, other: str) -> bool:
    """Antonio and Antonia, Daniel and Danielle, Karim and Karima: brother and sister."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        is_last_alone = len(one) > 3 and one[:-1] == other[:-1]
        return is_last_alone and {one[-1], other[-1]} in ({"a", "o"}, {"a", "e"})
    ending = long[len(short) :] if long.startswith(short) else ""
    return len(short) > 2 and ending in ("a", "e", "ne", "le", "te", "ه", "ia", "ina")
