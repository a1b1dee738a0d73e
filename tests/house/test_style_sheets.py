"""Our own style sheets mirror for Arabic by themselves, and ask no other host for anything."""

import re

import pytest

from tests.house.tree import ROOT, project_files

SHEETS = [path for path in project_files(".css") if (ROOT / "site" / "static") in path.parents]
PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?<![\w-])(?:left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def _without_comments(css: str) -> str:
    return re.sub(
        r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), css, flags=re.DOTALL
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_knows_left_from_right(sheet):
    lines = _without_comments(sheet.read_text()).splitlines()
    assert [
        f"{n}: {line.strip()}" for n, line in enumerate(lines, 1) if PHYSICAL.search(line)
    ] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_loads_from_elsewhere(sheet):
    css = _without_comments(sheet.read_text())
    assert "@import" not in css
    assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*\)", css) == []


def test_there_are_sheets_to_look_at():
    assert SHEETS
