"""Templates hold no style or script of their own, name no other host, and speak by gettext."""

import re
from html.parser import HTMLParser

import pytest

from tests.house.tree import ROOT, project_files

TEMPLATES = [path for path in project_files(".html") if "templates" in path.parts]
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script\b(?![^>]*\b(?:src\s*=|type\s*=\s*[\"']application/))",
    re.IGNORECASE,
)
LOADS = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc(?:set)?\s*=\s*[\"'](?:https?:)?//"
    r"|<link\b[^>]*\bhref\s*=\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)
# Names, which are the same in every language, and what a machine reads.
NAMES = {"Peerhall", "PDF", "CSV", "JSON", "Atom", "SDG", "DAC", "DOCX", "CC", "BY", "SA"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
UNSPOKEN_ELEMENTS = {"script", "style", "code"}


def _plain(source: str) -> str:
    """The template without comments, its lines kept."""
    for pattern in (r"\{#.*?#\}", r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}"):
        source = re.sub(
            pattern, lambda found: "\n" * found.group().count("\n"), source, flags=re.DOTALL
        )
    return source


def _without_django(source: str) -> str:
    """What is left when all that gettext or a view says is taken out; lines are kept."""
    keep_lines = lambda found: "\n" * found.group().count("\n")  # noqa: E731
    spoken = r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    source = re.sub(spoken, keep_lines, _plain(source), flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", keep_lines, source, flags=re.DOTALL)


class _Speech(HTMLParser):
    """Gathers words that a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent = 0
        self.said: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.silent += tag in UNSPOKEN_ELEMENTS
        for name, value in attributes:
            if name in SPOKEN_ATTRIBUTES:
                self._hear(value or "")
            if tag == "input" and name == "value" and ("type", "submit") in attributes:
                self._hear(value or "")

    def handle_endtag(self, tag):
        self.silent -= tag in UNSPOKEN_ELEMENTS

    def handle_data(self, data):
        if not self.silent:
            self._hear(data)

    def _hear(self, text: str) -> None:
        words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]
        if words:
            self.said.append(f"{self.getpos()[0]}: {' '.join(words)}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_holds_style_or_script(path):
    lines = _plain(path.read_text()).splitlines()
    assert [f"{n}: {line.strip()}" for n, line in enumerate(lines, 1) if INLINE.search(line)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_loads_from_another_host(path):
    assert LOADS.findall(_plain(path.read_text())) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_of_a_template_goes_through_gettext(path):
    speech = _Speech()
    speech.feed(_without_django(path.read_text()))
    assert speech.said == []


def test_the_ear_hears_a_bare_word():
    speech = _Speech()
    speech.feed(
        _without_django('<p title="Close">{% translate "Fine" %} <b>Bare</b></p>{# Unheard #}')
    )
    assert speech.said == ["1: Close", "1: Bare"]


def test_there_are_templates_to_look_at():
    assert TEMPLATES
