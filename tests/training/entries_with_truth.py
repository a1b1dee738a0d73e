"""Lists of participants as towns of five languages hand them in, and who each line really is.

Two halves of names share no name: the recogniser was tuned on `tuning` alone. The noise is what
such lists are known for (order, capitals, accents, dropped surnames, another script, slips, a
number that changed, an office's telephone); its shares stand here, and were set before measuring.
"""

import random
from dataclasses import dataclass, field

from tests.training.beings import LANGUAGES, Being, Beings, bare, plain
from training.persons.entries import Entry

HALLS = {
    "fr": ("Mairie de {}", "Commune de {}", "Ville de {}", "{}"),
    "es": ("Municipalidad de {}", "Ayuntamiento de {}", "{}", "Alcaldía de {}"),
    "pt": ("Câmara Municipal de {}", "Prefeitura de {}", "Município de {}", "{}"),
    "en": ("{} Municipal Council", "Municipality of {}", "{}", "{} Town Council"),
    "ar": ("Commune de {}", "Municipalité de {}", "{}", "Municipality of {}"),
}
# Another list than the recogniser's: some pairs it does not know, as it will in life.
PET_FORMS = {
    "Francisco": "Paco", "José": "Pepe", "Jose": "Pepe", "Manuel": "Manolo", "Antonio": "Toño",
    "Guadalupe": "Lupita", "Rosario": "Charo", "Eduardo": "Lalo", "Rafael": "Rafa", "Isabel": "Isa",
    "Guillermo": "Memo", "Ignacio": "Nacho", "Fernando": "Nando", "Gabriel": "Gabi", "Luiz": "Lula",
    "William": "Bill", "Robert": "Bob", "Margaret": "Peggy", "James": "Jim", "Anthony": "Tony",
    "Michael": "Mike", "Thomas": "Tom", "Christopher": "Kit", "Joseph": "Joe", "Samuel": "Sam",
    "Daniel": "Dan", "Andrew": "Andy", "Susan": "Sue", "Patricia": "Trish", "Deborah": "Debbie",
    "Kathleen": "Kath", "Jacqueline": "Jackie", "Frédéric": "Fred", "Philippe": "Phil",
    "Véronique": "Véro", "Alexandre": "Alex", "Emmanuel": "Manu", "Gilbert": "Gil",
}  # fmt: skip


@dataclass
class World:
    """Everybody, their lines, and who stands behind each line."""

    entries: list[Entry] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)

    def true_pairs(self) -> set[tuple[int, int]]:
        of: dict[int, list[int]] = {}
        for place, being in enumerate(self.truth):
            of.setdefault(being, []).append(place)
        return {(i, j) for places in of.values() for i in places for j in places if i < j}


def make_world(seed: int, half: str, beings: int = 1_500) -> World:
    """`beings` persons in five languages, with one to four lines each."""
    return _Maker(seed, half).world(beings)


class _Maker(Beings):
    def world(self, beings: int) -> World:
        world, chance = World(), self.chance
        for language in LANGUAGES:
            share = beings // len(LANGUAGES)
            self.towns[language] = [self._town(language) for _ in range(max(4, share // 12))]
            people: list[Being] = []
            while len(people) < share:
                being = self._being(language)
                people.append(being)
                if chance.random() < 0.03:
                    people.append(self._sibling(being))
                if chance.random() < 0.005:
                    people.append(self._namesake(being))
            for being in people:
                for number in range(chance.choices((1, 2, 3, 4), (40, 35, 15, 10))[0]):
                    world.entries.append(self._entry(being, number))
                    world.truth.append(being.number)
                    self._time_passes(being)
        return world

    def _entry(self, being: Being, number: int) -> Entry:
        chance = self.chance
        place = self.towns[being.language][being.town]
        hall = chance.choice(HALLS[being.language]).format(place)
        return Entry(
            name=self._written(being),
            organisations=(hall,) if chance.random() < 0.93 else (),
            emails=(self._mail(being),) if chance.random() < 0.45 else (),
            phones=(self._phone(being),) if chance.random() < 0.68 else (),
            functions=(being.function,) if chance.random() < 0.8 else (),
        )

    def _office(self, being: Being) -> tuple[str, str]:
        key = (being.language, being.town)
        if key not in self.offices:
            place = plain(self.towns[being.language][being.town])
            box = {
                "fr": "mairie",
                "es": "municipalidad",
                "pt": "geral",
                "en": "info",
                "ar": "commune",
            }
            self.offices[key] = (
                self._new_phone(being.language),
                f"{box[being.language]}@{place}.example",
            )
        return self.offices[key]

    def _phone(self, being: Being) -> str:
        chance = self.chance
        digits = self._office(being)[0] if chance.random() < 0.12 else being.phone
        if chance.random() < 0.02:
            place = chance.randrange(3, len(digits))
            digits = digits[:place] + chance.choice("0123456789") + digits[place + 1 :]
        code, own = digits[:-9], digits[-9:]
        shown = chance.choice(
            (
                f"+{code} {own}",
                f"00{code}{own}",
                f"{own[:3]} {own[3:6]} {own[6:]}",
                f"0{own}",
                f"({code}) {own[:3]}-{own[3:]}",
                f"{own[0]}.{own[1:3]}.{own[3:5]}.{own[5:7]}.{own[7:]}",
            )
        )
        if being.language == "ar" and chance.random() < 0.15:
            shown = shown.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        return shown

    def _mail(self, being: Being) -> str:
        chance = self.chance
        mail = self._office(being)[1] if chance.random() < 0.15 else being.mail
        if chance.random() < 0.02:
            mail = _slip(mail.partition("@")[0], chance) + "@" + mail.partition("@")[2]
        return mail.capitalize() if chance.random() < 0.1 else mail

    def _written(self, being: Being) -> str:
        chance = self.chance
        script = "ar" if being.language == "ar" and chance.random() < 0.45 else ""
        given = [self._form(one, being, script) for one in being.given]
        family = [self._form(one, being, script) for one in being.family]
        if not script:
            given, family = self._shortened(given, family, being.language)
            if chance.random() < 0.05 and len(given[0]) > 2:
                given[0] = given[0][0] + "."
        joint = "-" if being.language == "fr" and chance.random() < 0.6 else " "
        first, last = joint.join(given), " ".join(family)
        if chance.random() < 0.08:
            first, last = chance.choice(
                ((_slip(first, chance), last), (first, _slip(last, chance)))
            )
        if not script and chance.random() < 0.25:
            last = last.upper()
        if not script and chance.random() < 0.35:
            first, last = bare(first), bare(last)
        name = (
            f"{first} {last}"
            if chance.random() < 0.72
            else f"{last}{chance.choice((' ', ', '))}{first}"
        )
        return name.lower() if chance.random() < 0.04 else name

    def _form(self, name: object, being: Being, script: str) -> str:
        if isinstance(name, str):
            return PET_FORMS[name] if name in PET_FORMS and self.chance.random() < 0.05 else name
        if script:
            return name[0]
        forms = name[1:]
        return (
            forms[being.habit % len(forms)]
            if self.chance.random() < 0.6
            else self.chance.choice(forms)
        )

    def _shortened(
        self, given: list[str], family: list[str], language: str
    ) -> tuple[list[str], list[str]]:
        chance = self.chance
        if len(given) > 1:
            fate = chance.random()
            if fate < {"fr": 0.12, "es": 0.4, "pt": 0.3, "en": 0.5, "ar": 0.4}[language]:
                given = given[:1]
            elif fate < {"fr": 0.2, "es": 0.5, "pt": 0.4, "en": 0.75, "ar": 0.42}[language]:
                given = [given[0], given[1][0] + "."]
        if language == "es" and chance.random() < 0.3:
            family = family[:1]
        if language == "pt" and chance.random() < 0.35:
            family = family[-1:] if len(family) == 2 else chance.choice((family[1:], family[-1:]))
        if language == "pt" and chance.random() < 0.3:
            family = [one.split()[-1] for one in family]
        return given, family


def _slip(text: str, chance: random.Random) -> str:
    if len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    letters = (
        "abcdefghijklmnoprstuvz" if text.isascii() or text[0] < "\u0600" else "ابتجحدرسعفقلمني"
    )
    return chance.choice((
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + text[at + 1 :],
        text[:at] + chance.choice(letters) + text[at:],
        text[:at] + chance.choice(letters) + text[at + 1 :],
    ))  # fmt: skip
