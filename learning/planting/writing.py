"""Writes invented texts: a title, a summary and a body of some 300 words, from words.json."""

import json
import random
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
LANGUAGES = ("en", "fr", "es", "pt", "ar")
SYLLABLES = (
    *("ba", "ca", "dor", "el", "fen", "ga", "hul", "ir", "ka", "lam", "mer", "no"),
    *("ol", "pra", "que", "ras", "sel", "tor", "um", "va", "wen", "zil"),
)


@dataclass(frozen=True)
class Subject:
    """What all language versions of one text are about. `theme` is a slug of the theme tree."""

    theme: str
    place: str
    country: str
    number: int
    year: int


def invent_subject(chance: random.Random) -> Subject:
    """A subject whose place is one of a few well-known ones or made of syllables."""
    place = chance.choice(WORDS["places"])
    if chance.random() < 0.6:
        place = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title()
    return Subject(
        theme=chance.choice(list(WORDS["en"]["topics"])),
        place=place,
        country=chance.choice(WORDS["countries"]),
        number=chance.randint(11, 980),
        year=chance.randint(2008, 2026),
    )


class Writer:
    """Writes about one subject in one language."""

    def __init__(self, subject: Subject, language: str, chance: random.Random) -> None:
        self.words = WORDS[language]
        self.subject = subject
        self.chance = chance

    def title(self) -> str:
        sentence = self._fill(self.chance.choice(self.words["titles"]))
        return f"{sentence[:1].upper()}{sentence[1:]}, {self.subject.year}"

    def sentences(self, count: int) -> str:
        chosen = self.chance.choices(self.words["sentences"], k=count)
        return " ".join(map(self._fill, chosen))

    def headings(self, count: int) -> list[str]:
        return self.chance.sample(self.words["headings"], count)

    def body(self, *, sections: int, picture_id: int | None = None) -> list[dict[str, Any]]:
        """StreamField data: sections of a heading and two paragraphs, a list, perhaps a picture."""
        blocks = [self._block("text", f"<p>{self.sentences(2)}</p>")]
        if picture_id is not None:
            value = {"picture": picture_id, "alt": self.title(), "caption": self.subject.place}
            blocks.append(self._block("picture", value))
        for heading in self.headings(sections):
            blocks.append(self._block("heading", {"level": "2", "text": heading}))
            text = f"<p>{self.sentences(3)}</p><p>{self.sentences(2)}</p>"
            blocks.append(self._block("text", text))
        lines = [self._block("item", self.sentences(1)) for _ in range(3)]
        blocks.append(self._block("checklist", lines))
        return blocks

    def _fill(self, sentence: str) -> str:
        return sentence.format(
            topic=self.words["topics"][self.subject.theme],
            place=self.subject.place,
            number=self.chance.choice((self.subject.number, self.chance.randint(11, 980))),
        )

    def _block(self, kind: str, value: Any) -> dict[str, Any]:
        own_id = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        return {"type": kind, "value": value, "id": str(own_id)}
