"""Human beings as they are, in five languages, and how time changes them."""

import json
import random
import unicodedata
from dataclasses import dataclass
from pathlib import Path

NAMES = Path(__file__).parent / "names"
LANGUAGES = ("fr", "es", "pt", "en", "ar")
CODES = {"fr": "225", "es": "51", "pt": "258", "en": "233", "ar": "216"}
FUNCTIONS = {
    "fr": "secrétaire général|comptable|agent d'état civil|chef de service|ingénieur|conseiller|"
    "technicien|urbaniste|régisseur|adjoint au maire|archiviste|chargé de projet",
    "es": "secretario|contador|regidor|ingeniero|jefe de área|técnico|urbanista|tesorero|"
    "asistente social|archivista|planificador|concejal",
    "pt": "secretário|contabilista|vereador|engenheiro|chefe de departamento|técnico|urbanista|"
    "tesoureiro|assistente social|arquivista|planificador|fiscal",
    "en": "clerk|accountant|councillor|engineer|head of department|technician|planner|treasurer|"
    "social worker|archivist|project officer|inspector",
    "ar": "كاتب عام|محاسب|مستشار|مهندس|رئيس مصلحة|تقني|مخطط|أمين الخزينة|مساعد اجتماعي|"
    "أرشيفي|مكلف بمشروع",
}


@dataclass
class Being:
    """A human being as they are; lists only ever show a part."""

    number: int
    language: str
    given: list
    family: list
    town: int
    phone: str
    mail: str
    function: str
    # How they mostly write themselves in Latin letters, where their name is Arabic.
    habit: int = 0


class Beings:
    """Made by chance from one half of the names."""

    def __init__(self, seed: int, half: str) -> None:
        self.chance = random.Random(f"{half} {seed}")
        self.names = json.loads((NAMES / f"{half}.json").read_text())
        self.towns: dict[str, list[str]] = {}
        self.offices: dict[tuple[str, int], tuple[str, str]] = {}
        self.count = 0

    def _pick(self, names: list, steep: float) -> object:
        weights = [1 / (place + 1) ** steep for place in range(len(names))]
        return self.chance.choices(names, weights)[0]

    def _town(self, language: str) -> str:
        return self._made_up_word().title()

    def _made_up_word(self) -> str:
        parts = self.chance.choice((2, 3, 3))
        return "".join(
            self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in range(parts)
        ) + self.chance.choice(("", "n", "s", "r", "l"))

    def _being(self, language: str) -> Being:
        first, last = self.names[language]["first"], self.names[language]["last"]
        chance = self.chance
        given = [self._pick(first, 0.8)]
        if language == "ar":
            family = [self._arabic_family(first, last)]
            if chance.random() < 0.4:
                given.append(self._pick(first, 0.8))
        else:
            second = {"fr": 0.18, "es": 0.5, "pt": 0.4, "en": 0.3}[language]
            if chance.random() < second:
                given.append(self._pick(first, 0.8))
            family = [self._pick(last, 0.6) for _ in range({"es": 2, "pt": 2}.get(language, 1))]
            if language == "pt" and chance.random() < 0.25:
                family.append(self._pick(last, 0.6))
        if language == "pt":
            family = [
                f"{chance.choice(('de', 'da', 'dos'))} {one}" if chance.random() < 0.3 else one
                for one in family
            ]
        self.count += 1
        town = self._pick(list(range(len(self.towns[language]))), 0.5)
        return Being(
            self.count, language, given, family, town, self._new_phone(language),
            self._new_mail(language, given, family, town), self._function(language),
            chance.randrange(9),
        )  # fmt: skip

    def _arabic_family(self, first: list, last: list) -> list:
        kind = self.chance.random()
        if kind < 0.6:
            return self._pick(last, 0.5)
        given = self._pick(first, 0.8)
        if kind < 0.85:
            return given
        return ["بن " + given[0], *(f"Ben {one}" for one in given[1:])]

    def _sibling(self, being: Being) -> Being:
        other = self._being(being.language)
        while other.given[0] == being.given[0]:
            other = self._being(being.language)
        other.family, other.town = list(being.family), being.town
        if self.chance.random() < 0.1:
            other.phone = being.phone
        return other

    def _namesake(self, being: Being) -> Being:
        other = self._being(being.language)
        other.given, other.family, other.town = list(being.given), list(being.family), being.town
        return other

    def _new_phone(self, language: str) -> str:
        return CODES[language] + "".join(self.chance.choice("0123456789") for _ in range(9))

    def _new_mail(self, language: str, given: list, family: list, town: int) -> str:
        chance = self.chance
        one, other = (
            plain(part if isinstance(part, str) else part[1]) for part in (given[0], family[0])
        )
        local = chance.choice(
            (
                f"{one}.{other}",
                f"{one[0]}{other}",
                f"{other}{one}",
                f"{one}{chance.randrange(60, 99)}",
                f"{other}.{one[0]}",
            )
        )
        place = plain(self.towns[language][town])
        return f"{local}@" + chance.choice(
            ("gmail.com", "gmail.com", "yahoo.fr", "hotmail.com", f"{place}.example")
        )

    def _function(self, language: str) -> str:
        return str(self._pick(FUNCTIONS[language].split("|"), 0.5))

    def _time_passes(self, being: Being) -> None:
        chance = self.chance
        if chance.random() < 0.08:
            being.town = chance.randrange(len(self.towns[being.language]))
            being.function = self._function(being.language)
            if being.mail.endswith(".example"):
                being.mail = self._new_mail(being.language, being.given, being.family, being.town)
        if chance.random() < 0.06:
            being.phone = self._new_phone(being.language)
        if chance.random() < 0.08:
            being.mail = self._new_mail(being.language, being.given, being.family, being.town)
        if chance.random() < 0.12:
            being.function = self._function(being.language)


def bare(text: str) -> str:
    return "".join(
        one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)
    )


def plain(text: str) -> str:
    return "".join(one for one in bare(text).lower() if one.isalnum())
