"""The tree is as the README says, and says nothing of the machine it was written on."""

import re

from tests.house.tree import ROOT, own_apps, project_files, text_of


def test_site_is_no_package():
    # Python's own `site` has that name; an __init__.py here would replace it (decision 0001).
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_map_of_the_readme_names_every_top_level_folder():
    folders = {path.relative_to(ROOT).parts[0] for path in project_files() if path.parent != ROOT}
    readme = (ROOT / "README.md").read_text()
    assert sorted(name for name in folders if f"`{name}/`" not in readme) == []


def test_each_app_says_in_one_sentence_what_it_is_for():
    said = {config.name: (config.module.__doc__ or "").strip() for config in own_apps()}
    assert [name for name, text in said.items() if not re.fullmatch(r"[^.\n]+\.", text)] == []


def test_no_file_names_a_path_of_somebodys_machine():
    # Written in two parts, so that this file does not find itself.
    places = "|".join(["wo" + "rk", "tm" + "p", "ro" + "ot", "fa" + "rm", "ho" + "me/[a-z]+"])
    path = re.compile(rf"(?<![\w.])/(?:{places})/")
    assert _lines_with(path) == []


def test_no_file_names_a_host_of_a_package_registry():
    hosts = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
    hosts += ["deb.debian" + ".org", "crates" + ".io", "proxy.go" + "lang.org", "maven" + ".org"]
    assert _lines_with(re.compile("|".join(map(re.escape, hosts)))) == []


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for file in project_files():
        for number, line in enumerate((text_of(file) or "").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return found
