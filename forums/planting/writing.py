"""Invents titles and posts of some eighty words, from words.json."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from people.planting.inventing import invent_word

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
BOARDS: list[str] = WORDS["boards"]
# As often as these stand here.
LANGUAGES = ("en", "en", "fr", "ar")
TEXTS = 400


@dataclass(frozen=True)
class Writer:
    """Writes in one language. What it says repeats itself, so that it is made HTML of only once."""

    language: str
    texts: list[str]
    chance: random.Random

    def title(self) -> str:
        words = WORDS[self.language]
        act = self.chance.choice(words["acts"])
        return _filled(self.chance.choice(words["titles"]), self.chance).replace("{act}", act)

    def post(self) -> str:
        """Markdown of two to four paragraphs, perhaps with a list."""
        return self.chance.choice(self.texts)


def writers(chance: random.Random) -> dict[str, Writer]:
    """One for each language."""
    return {
        language: Writer(language, [_text(language, chance) for _ in range(TEXTS)], chance)
        for language in dict.fromkeys(LANGUAGES)
    }


def _text(language: str, chance: random.Random) -> str:
    words = WORDS[language]
    paragraphs = [
        " ".join(_filled(one, chance) for one in chance.choices(words["sentences"], k=2))
        for _ in range(chance.randint(2, 4))
    ]
    if chance.random() < 0.3:
        paragraphs.append("\n".join(f"- {_filled(line, chance)}" for line in words["list"]))
    return "\n\n".join(paragraphs)


def _filled(sentence: str, chance: random.Random) -> str:
    place, number = invent_word(chance), str(chance.randint(11, 980))
    return sentence.replace("{place}", place).replace("{number}", number)
