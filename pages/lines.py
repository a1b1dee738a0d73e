"""Words that must stay on one line: titles, names, subjects of mails."""

import unicodedata

# Joiners that Arabic script needs between letters; other format signs turn text around or hide it.
_JOINERS = "\u200c\u200d"
# Marks of direction touch only what stands beside them.
_HARMLESS = f"\n\t{_JOINERS}\u200e\u200f"
_LINE_BREAKS = dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n")


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


def plain_lines(text: str) -> str:
    """`text` with its line breaks, without control signs and direction overrides (X08, U19)."""
    signs = unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(_LINE_BREAKS)
    return "".join(sign for sign in signs if _is_written(sign)).strip("\n")


def _is_written(sign: str) -> bool:
    return sign in _HARMLESS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
