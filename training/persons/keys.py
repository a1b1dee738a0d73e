"""Under what an entry is found: whoever shares one key may be the same, and is compared.

Two words of a name by sound; one word within an organisation; a phone; a mailbox; an initial beside
a word. Each is a short text that an index finds, however many persons are known.
"""

from itertools import combinations

from .entries import Entry, is_shared
from .names import Word
from .nicknames import CALLED

MOST_WORDS, LONGEST_KEY = 7, 100


def keys_of(entry: Entry) -> frozenset[str]:
    """The keys that are kept of a known person."""
    keys = {key for name in entry.names for key in _of_name(entry, name[:MOST_WORDS])}
    keys |= {f"phone {number}" for number in entry.numbers}
    keys |= {f"mail {box}" for box in entry.mailboxes if not is_shared(box)}
    return frozenset(key[:LONGEST_KEY] for key in keys)


def _of_name(entry: Entry, words: tuple[Word, ...]) -> set[str]:
    sounds = _sounds(words)
    keys = {f"name {one} {other}" for one, other in combinations(sounds, 2)}
    keys |= {f"at {place}: {sound}" for place in entry.places for sound in sounds}
    if len(sounds) == 1:
        keys.add(f"alone {sounds[0]}")
    return keys | _by_initials(words, sounds)


def keys_asked_by(entry: Entry) -> frozenset[str]:
    """The keys under which those are kept who may be `entry`."""
    swapped = {"short": "whole", "whole": "short"}
    by_initials = set()
    for key in keys_of(entry):
        kind, _space, rest = key.partition(" ")
        by_initials.add(f"{swapped[kind]} {rest}" if kind in swapped else key)
    if any(word.is_initial for name in entry.names for word in name):
        by_initials |= {key for key in keys_of(entry) if key.startswith("short ")}
    return frozenset(by_initials)


def _sounds(words: tuple[Word, ...]) -> list[str]:
    """What the words sound like, and the groups of pet forms they are of."""
    whole = [word for word in words if not word.is_initial]
    sounds = {word.sound for word in whole}
    sounds |= {f"#{group}" for word in whole for group in CALLED.get(word.written, ())}
    return sorted(sounds)


def _by_initials(words: tuple[Word, ...], sounds: list[str]) -> set[str]:
    """`short` where an initial stands for a word, `whole` where the word itself does."""
    keys = set()
    for word in words:
        kind = "short" if word.is_initial else "whole"
        letter = word.written[0]
        keys |= {f"{kind} {letter} {sound}" for sound in sounds if sound != word.sound}
    return keys


def all_keys_of(entry: Entry) -> frozenset[str]:
    """What is kept of a known person: the keys to find by, and those that only count how many."""
    return keys_of(entry) | counted_keys_of(entry)


def counted_keys_of(entry: Entry) -> frozenset[str]:
    """Under these it is counted how rare a word, a place or an office's address is."""
    keys = {f"word {word.sound}" for name in entry.names for word in name}
    keys |= {f"place {place}" for place in entry.places}
    keys |= {f"phone {number}" for number in entry.numbers}
    keys |= {f"mail {box}" for box in entry.mailboxes if not is_shared(box)}
    return frozenset(key[:LONGEST_KEY] for key in keys)
