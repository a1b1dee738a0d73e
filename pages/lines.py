"""Words that must stay on one line: titles, names, subjects of mails."""

import unicodedata

# Joiners that Arabic script needs between letters; other format signs turn text around or hide it.
_JOINERS = "\u200c\u200d"


def one_line(text: str, longest: int) -> str:
    """`text` without line breaks, control signs and direction overrides, at most `longest` long.

    Safe as a mail header's value and as a title (safeguards U08, U14, U19): nothing in it breaks a
    line, reverses its neighbours, or reads as an encoded word of RFC 2047.
    """
    shown = "".join(sign if _is_shown(sign) else " " for sign in unicodedata.normalize("NFC", text))
    plain = " ".join(shown.split()).replace("=?", "= ?")
    return plain[:longest].strip()


def _is_shown(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign)[0] not in "CZ" or sign == " "
