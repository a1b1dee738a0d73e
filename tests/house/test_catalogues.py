"""Whoever reads in French, Spanish, Portuguese or Arabic meets no English by oversight."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.house.tree import ROOT

LANGUAGES = ["fr", "es", "pt", "ar"]
LOCALE = ROOT / "site" / "locale"
# What gettext looks at: our rooms, their templates, and Django's way into them.
SPEAKING = [
    "manage.py",
    "site",
    "pages",
    "notices",
    "people",
    "benchmarking",
    "forums",
    "learning",
    "mentoring",
    "internships",
    "partnerships",
    "training",
    "search",
    "impact",
    "templates",
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _catalogue(language: str, folder=LOCALE) -> polib.POFile:
    path = folder / language / "LC_MESSAGES" / "django.po"
    assert path.exists(), "./peerhall manage makemessages"
    return polib.pofile(str(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_sure(language):
    catalogue = _catalogue(language)
    assert len(catalogue) > 0
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_what_is_filled_in(language):
    wrong = []
    for entry in _catalogue(language):
        asked = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for number, text in entry.msgstr_plural.items() or [(0, entry.msgstr)]:
            given = set(PLACEHOLDER.findall(text))
            # A form for exactly none, one or two may say the number in a word.
            if given != asked and not (entry.msgid_plural and given < asked):
                wrong.append(f"{entry.msgid!r}, form {number}: {text!r}")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = LOCALE / language / "LC_MESSAGES" / "django.mo"
    # Compiled catalogues are kept in the tree: a fresh machine has no gettext.
    assert compiled.exists(), "./peerhall manage compilemessages"
    said = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.mofile(str(compiled))}
    written = {
        (entry.msgctxt, entry.msgid): entry.msgstr
        for entry in _catalogue(language)
        if not entry.msgid_plural
    }
    assert written.items() <= said.items()


def test_every_message_of_the_code_is_in_every_catalogue(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("no gettext: apt install gettext")
    for name in SPEAKING:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.mo", "migrations")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    extraction = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--no-obsolete", "--verbosity", "0"]
        + [f"--locale={language}" for language in LANGUAGES],
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert extraction.returncode == 0, extraction.stderr
    for language in LANGUAGES:
        here = {entry.msgid for entry in _catalogue(language) if not entry.obsolete}
        found = {entry.msgid for entry in _catalogue(language, tmp_path / "site" / "locale")}
        assert sorted(found - here) == [], f"{language}: not in the catalogue (makemessages)"
        assert sorted(here - found) == [], f"{language}: no longer said anywhere (makemessages)"
