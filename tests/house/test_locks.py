"""What is installed is written down, has a reason, and is the same for the site and its tests."""

import re

import pytest

from tests.house.tree import PYPROJECT, ROOT

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / "requirements" / name).read_text()))


def _wanted(lines: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~!; ]", line)[0].lower() for line in lines}


def test_tests_run_on_what_the_site_runs_on():
    site, tests = _pins("site.lock"), _pins("test.lock")
    assert len(site) > 30
    assert {name: tests.get(name) for name in site} == site


def test_the_locks_hold_all_that_pyproject_asks_for():
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]
    site = _wanted([*project["dependencies"], *extras["pdf"]])
    tools = PYPROJECT["dependency-groups"]["dev"]
    tests = site | _wanted([*extras["postgresql"], *tools])
    assert site <= set(_pins("site.lock")), "run requirements/renew"
    assert tests <= set(_pins("test.lock")), "run requirements/renew"


@pytest.mark.parametrize("name", ["site.lock", "test.lock", "machina.lock", "load.lock", "uv.lock"])
def test_every_locked_package_has_its_hashes_and_no_address(name):
    text = (ROOT / "requirements" / name).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "://" not in text
    assert "index-url" not in text


def test_every_dependency_has_its_reason_on_the_line_above():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    lists = re.compile(r"^(dependencies|[a-z]+) = \[")
    without_reason = []
    is_inside = False
    for number, line in enumerate(lines):
        if line.startswith("[") and not line.startswith(("[project", "[dependency-groups")):
            break
        is_inside = bool(lists.match(line)) or (is_inside and not line.startswith("]"))
        if not is_inside or '"' not in line:
            continue
        above = number - 1
        while lines[above].strip().startswith('"'):
            above -= 1  # a reason may hold for the few lines under it
        if not lines[above].strip().startswith("#") or number - above > 3:
            without_reason.append(line.strip())
    assert without_reason == []
