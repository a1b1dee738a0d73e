"""What a file is called: a random name on our disk, a clean human one on the reader's."""

import re
import secrets
import unicodedata

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*;%]')
# Joiners that Arabic script needs between letters; every other format sign is dropped.
_JOINERS = "\u200c\u200d"


def storage_name(kind: str) -> str:
    """A name nobody can guess or choose, e.g. `3f…9c.pdf` (safeguards U08)."""
    return f"{secrets.token_hex(16)}.{kind}"


def human_name(name: str, kind: str = "") -> str:
    """`name` without folders, quotes, control signs and overrides, at most 120 signs long.

    With `kind` the result ends in `.kind`, whatever the ending was; without it has no ending and
    reads as a title. Never empty: a nameless file is called "file".
    """
    base = re.split(r"[/\\]", name)[-1]
    clean = "".join(sign if _is_shown(sign) else " " for sign in unicodedata.normalize("NFC", base))
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(_FORBIDDEN.sub(" ", clean).split()))
    if not kind:
        stem = " ".join(stem.replace("_", " ").split())
    ending = f".{kind}" if kind else ""
    stem = stem[: LONGEST - len(ending)].strip(" .-")
    return (stem or "file") + ending


def _is_shown(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign)[0] != "C"
