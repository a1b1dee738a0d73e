"""Invents names, posts and places. Any likeness is chance: names are made of syllables."""

import random
from dataclasses import dataclass

from people.models import Appointment


@dataclass(frozen=True)
class Country:
    """A country with the language its officers read and the zone they live in."""

    code: str
    language: str
    time_zone: str


COUNTRIES = (
    Country("ZM", "en", "Africa/Lusaka"),
    Country("GH", "en", "Africa/Accra"),
    Country("NP", "en", "Asia/Kathmandu"),
    Country("BJ", "fr", "Africa/Porto-Novo"),
    Country("ML", "fr", "Africa/Bamako"),
    Country("PE", "es", "America/Lima"),
    Country("CO", "es", "America/Bogota"),
    Country("CV", "pt", "Atlantic/Cape_Verde"),
    Country("MA", "ar", "Africa/Casablanca"),
    Country("JO", "ar", "Asia/Amman"),
)
POSTS = (
    ("Mayor", Appointment.Level.ELECTED),
    ("Councillor", Appointment.Level.ELECTED),
    ("Town clerk", Appointment.Level.EXECUTIVE),
    ("Head of finance", Appointment.Level.EXECUTIVE),
    ("Head of waste collection", Appointment.Level.SPECIALIST),
    ("Revenue officer", Appointment.Level.SPECIALIST),
    ("Water engineer", Appointment.Level.SPECIALIST),
    ("Planner", Appointment.Level.SPECIALIST),
    ("Registrar", Appointment.Level.FRONT_OFFICE),
    ("Counter clerk", Appointment.Level.FRONT_OFFICE),
)
_SYLLABLES = (
    *("ba", "ce", "dor", "el", "fen", "ga", "hul", "ira", "ka", "lam", "mer", "no"),
    *("oli", "pra", "que", "ras", "sel", "tor", "uma", "va", "wen", "zil", "yo", "ni"),
)


def invent_word(chance: random.Random) -> str:
    """A name of two to four syllables, with a capital."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).title()


def invent_person(chance: random.Random) -> str:
    return f"{invent_word(chance)} {invent_word(chance)}"


def invent_population(chance: random.Random) -> int:
    """From a village to a metropolis; most towns are small."""
    return int(10 ** chance.uniform(2.9, 6.1))
