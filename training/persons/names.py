"""How a name is written, taken apart: its words, without order, and what each sounds like.

Two names are compared word by word. `sound` is the skeleton of consonants that is left whatever
the script, the land and the clerk: محمد, Mohamed and Muhammad have one, and so have Cherif and
Sharif. It is made for finding again, not for reading.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .nicknames import CALLED

# Said between the parts of a name, kept or dropped as it comes.
PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "des",
        "la",
        "las",
        "los",
        "le",
        "les",
        "von",
        "van",
        "der",
        "den",
        "ter",
        "e",
        "y",
        "i",
        "al",
        "el",
        "ul",
        "as",
        "es",
        "an",
        "en",
        "et",
        "ez",
        "az",
        "ed",
        "ad",
        "er",
        "ar",
        "ال",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sr",
        "sra",
        "srta",
        "sir",
        "mme",
        "mlle",
        "m",
        "dra",
        "dona",
        "don",
        "eng",
        "ing",
        "hadj",
        "hajj",
        "السيد",
        "السيدة",
        "الدكتور",
        "الدكتورة",
        "المهندس",
        "المهندسة",
        "الحاج",
    ]
)
# Written as one word or as two: the second belongs to the first.
JOINED_TO_NEXT = frozenset(
    [
        "abd",
        "abdel",
        "abdul",
        "abdal",
        "abdoul",
        "ben",
        "bin",
        "ibn",
        "bou",
        "abu",
        "abou",
        "عبد",
        "بن",
        "بو",
        "ابو",
    ]
)
JOINED_TO_LAST = frozenset(["eddine", "eldin", "aldin", "uddin", "الدين"])

# Arabic letters by what remains of them in any Latin spelling; vowels and the throat are dropped.
_ARABIC = {
    **dict.fromkeys("اأإآٱءؤئىعيوةیه", ""),
    "ب": "b",
    "پ": "b",
    "ت": "t",
    "ث": "t",
    "ج": "g",
    "ح": "h",
    "خ": "k",
    "د": "d",
    "ذ": "d",
    "ر": "r",
    "ز": "s",
    "س": "s",
    "ش": "x",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "d",
    "غ": "g",
    "ف": "f",
    "ق": "k",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "گ": "g",
}
_ARABIC_FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
)
_DIGRAPHS = (
    ("tch", "x"), ("sch", "x"), ("ch", "x"), ("sh", "x"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "g"), ("ck", "k"), ("qu", "k"),
    ("gu", "g"), ("x", "x"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("nh", "n"), ("lh", "l"),
)  # fmt: skip
_LATIN = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "j": "g", "v": "b", "p": "p"} | dict.fromkeys("aeiouyw", "")
)


@dataclass(frozen=True)
class Word:
    """One word of a name: as written without accents, and the skeleton of its sound."""

    written: str
    sound: str

    @property
    def is_initial(self) -> bool:
        return len(self.written) == 1

    @property
    def is_arabic(self) -> bool:
        return is_arabic(self.written)


def is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def folded(text: str) -> str:
    """Small letters without accents, vowel signs and points; Arabic letters in one form."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.replace("ø", "o").replace("ł", "l").translate(_ARABIC_FOLDED)


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """The skeleton of consonants of one folded word; its first vowel where nothing else is left."""
    if is_arabic(word):
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        if bare.startswith("عبدال") and len(bare) > 6:
            bare = bare[:3] + bare[5:]
        rest = _middle_h(bare, "ه", "".join(_ARABIC.get(letter, letter) for letter in bare))
        return _once(rest) or "-"
    bare = word
    if match := re.match(r"abd(?:[eao]?u?[lrsn])(?=[a-z]{3})", bare):
        bare = "abd" + bare[match.end() :]
    for written, said in _DIGRAPHS:
        bare = bare.replace(written, said)
    bare = bare.removesuffix("h")
    return _once(bare.translate(_LATIN)) or "-"


def _middle_h(word: str, sign: str, skeleton: str) -> str:
    """The weak h is heard inside and before a word, and not at its end."""
    if sign not in word[:-1]:
        return skeleton
    kept = [_ARABIC.get(one, one) or ("h" if one == sign else "") for one in word[:-1]]
    return "".join(kept) + _ARABIC.get(word[-1], word[-1])


def _once(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name that tell somebody apart, in the order written."""
    parts = [part for part in re.split(r"[^\w]+", _apostrophes(folded(name))) if part]
    parts = [part for part in parts if part not in TITLES or len(parts) < 3]
    joined: list[str] = []
    waiting = ""
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        if waiting:
            if part in PARTICLES and not is_last:
                continue
            joined.append(waiting + _without_article(part))
            waiting = ""
        elif part in JOINED_TO_NEXT and not is_last:
            waiting = _FIRST_FORM.get(part, part)
        elif part in JOINED_TO_LAST and joined:
            joined[-1] += "الدين" if is_arabic(part) else "eddine"
        elif part in PARTICLES and len(parts) > 1:
            continue
        else:
            joined.append(part)
    return tuple(Word(part, sound_of(part)) for part in joined)


_FIRST_FORM = {
    **dict.fromkeys(("abdel", "abdul", "abdal", "abdoul"), "abd"),
    **dict.fromkeys(("bin", "ibn"), "ben"),
    **dict.fromkeys(("abu", "abou"), "bou"),
    "ابو": "بو",
}


def _without_article(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part) > 4 else part


def _apostrophes(text: str) -> str:
    return re.sub(r"['’‘`ʿʾ]", "", text)


def are_called_alike(first: str, second: str) -> bool:
    """Whether one is a pet form of the other, or both of a third."""
    return bool(CALLED.get(first, set()) & CALLED.get(second, set()))


def slips_between(first: str, second: str, most: int) -> int:
    """How many letters were mistyped, left out, put in or swapped; `most + 1` where more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        last, row, older = row, [i], before
        for j, other in enumerate(second, 1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (one != other))
            swapped = i > 1 and j > 1 and one == second[j - 2] and first[i - 2] == other
            row.append(min(cost, older[j - 2] + 1) if swapped else cost)
        before = last
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
