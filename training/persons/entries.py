"""What is known of somebody who is entered, and its parts in a form that compares."""

import re
from dataclasses import dataclass
from functools import cached_property

from .names import Word, folded, sound_of, words_of

DIGITS_OF_A_PHONE = 8
SHARED_BOXES = frozenset(
    [
        "info",
        "contact",
        "contato",
        "contacto",
        "mairie",
        "commune",
        "mayor",
        "mail",
        "office",
        "admin",
        "secretariat",
        "secretaria",
        "prefeitura",
        "camara",
        "ayuntamiento",
        "alcaldia",
        "municipio",
        "municipality",
        "council",
        "baladia",
        "accueil",
        "geral",
        "gabinete",
        "town",
        "hall",
        "formation",
        "training",
    ]
)
# What every town hall is called; the place is what remains.
COMMON_OF_ORGANISATIONS = frozenset(
    [
        "mairie",
        "commune",
        "ville",
        "municipalite",
        "municipality",
        "municipal",
        "municipio",
        "municipalidad",
        "council",
        "city",
        "town",
        "district",
        "county",
        "camara",
        "prefeitura",
        "ayuntamiento",
        "alcaldia",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "la",
        "le",
        "les",
        "los",
        "las",
        "of",
        "the",
        "du",
        "des",
        "et",
        "and",
        "e",
        "y",
        "association",
        "asociacion",
        "associacao",
        "بلديه",
        "مدينه",
        "بلدية",
        "جماعه",
    ]
)


@dataclass(frozen=True)
class Entry:
    """One line of a list, or one known person: empty is what is not known.

    A known person, `person_id`, may be known by more: each name, number and post of their past.
    """

    name: str
    organisations: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    person_id: int = 0

    @cached_property
    def names(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each way in which the name is written."""
        return tuple(dict.fromkeys(words_of(name) for name in (self.name, *self.also_called)))

    def with_all_of(self, other: "Entry") -> "Entry":
        """Both in one: all that is known of somebody who was entered twice."""
        return Entry(
            name=self.name,
            organisations=_together(self.organisations, other.organisations),
            emails=_together(self.emails, other.emails),
            phones=_together(self.phones, other.phones),
            functions=_together(self.functions, other.functions),
            also_called=_together(self.also_called, (other.name, *other.also_called)),
            person_id=self.person_id,
        )

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(place for one in self.organisations if (place := place_of(one)))

    @cached_property
    def mailboxes(self) -> frozenset[str]:
        return frozenset(box for one in self.emails if (box := mailbox_of(one)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(number for one in self.phones if (number := number_of(one)))

    @cached_property
    def posts(self) -> frozenset[str]:
        return frozenset(post for one in self.functions if (post := " ".join(folded(one).split())))


def _together(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def place_of(organisation: str) -> str:
    """The words of an organisation's name that tell it apart, by sound, in one order."""
    parts = [part for part in re.split(r"[^\w]+", folded(organisation)) if part]
    telling = [part for part in parts if part not in COMMON_OF_ORGANISATIONS] or parts
    return " ".join(sorted(sound_of(part) for part in telling))


def number_of(phone: str) -> str:
    """The last digits of a phone, which neither the land's code nor a leading nought changes."""
    digits = "".join(str(int(sign)) for sign in phone if sign.isdecimal())
    return digits[-DIGITS_OF_A_PHONE:] if len(digits) >= DIGITS_OF_A_PHONE - 2 else ""


def mailbox_of(email: str) -> str:
    """An address as mail is delivered to it: small letters, no tag, no points before Gmail's @."""
    local, at, domain = email.strip().casefold().partition("@")
    if not (local and at and "." in domain):
        return ""
    local = local.split("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_shared(mailbox: str) -> bool:
    """Whether an address reads like that of an office, not of one person."""
    local = mailbox.partition("@")[0]
    return any(part in SHARED_BOXES for part in re.split(r"[^a-z]+", local))
