"""A file of IATI is checked: by the official schema alone, in one pass, without a network."""

import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.iati.checking import fault_in

ACTIVITY = """<iati-activity default-currency="EUR">
 <iati-identifier>XM-1-{number}</iati-identifier>
 <reporting-org ref="XM-1" type="40"><narrative>A</narrative></reporting-org>
 <title><narrative>{title}</narrative></title>
 <description><narrative>B</narrative></description>
 <participating-org role="4"><narrative>C</narrative></participating-org>
 <activity-status code="2"/>
 <activity-date type="1" iso-date="2026-01-01"/>
</iati-activity>
"""


def file_of(tmp_path: Path, *records: str, head: str = "") -> Path:
    path = tmp_path / "file.xml"
    body = "".join(records)
    path.write_text(f'{head}<iati-activities version="2.03">\n{body}</iati-activities>\n', "utf-8")
    return path


def check(*paths: Path) -> tuple[str, bool]:
    """What the command prints, and whether all were valid."""
    out = StringIO()
    try:
        call_command("iati_check", *map(str, paths), stdout=out)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


def test_every_case_of_the_standard_is_judged_as_its_name_says(samples):
    cases = samples / "data" / "iati" / "conformance" / "dev"
    good = sorted((cases / "should-pass").rglob("*.xml"))
    bad = sorted((cases / "should-fail").rglob("*.xml"))
    assert len(good) == 89
    assert len(bad) == 45
    assert {path.name: fault_in(path) for path in good} == dict.fromkeys(path.name for path in good)
    assert not [path.name for path in bad if fault_in(path) is None]


def test_the_published_files_are_valid(samples):
    published = sorted((samples / "data" / "iati" / "published" / "dev").glob("*.xml"))
    assert len(published) == 11
    said, all_valid = check(*published)
    assert all_valid
    assert said.splitlines() == [f"{path}: valid" for path in published]


def test_a_fault_is_named_by_its_line(tmp_path):
    good = ACTIVITY.format(number=1, title="One")
    bad = ACTIVITY.format(number=2, title="Two").replace(' code="2"', "")
    path = file_of(tmp_path, good, bad)
    said, all_valid = check(path)
    assert not all_valid
    # The root is line 1, a record has nine lines, and the state stands in its seventh.
    assert said.startswith(f"{path}: line 17: ")
    assert "'code' is required" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: "),
        ("no xml at all", "line 1: "),
        ("<html><body/></html>", "begins with html"),
        ('<iati-activities version="2.03"><iati-activity>', "line 1: "),
        ('<iati-activities version="2.03"></iati-activities><more/>', "line 1: "),
    ],
)
def test_what_is_no_file_of_iati_is_refused(tmp_path, text, said):
    path = tmp_path / "file.xml"
    path.write_text(text)
    printed, all_valid = check(path)
    assert not all_valid
    assert said in printed


def test_a_file_that_is_not_there_is_named(tmp_path):
    printed, all_valid = check(tmp_path / "missing.xml")
    assert not all_valid
    assert "missing.xml: line 0: No such file" in printed


def test_entities_are_not_expanded_and_files_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = (
        '<!DOCTYPE iati-activities [<!ENTITY l0 "lol">'
        f'{bomb}<!ENTITY far SYSTEM "{secret.as_uri()}">]>\n'
    )
    path = file_of(tmp_path, ACTIVITY.format(number=1, title="&l11;&far;"), head=head)
    said, _all_valid = check(path)
    assert "hidden words" not in said
    assert len(said) < 1_000


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak_of(number: int) -> int:
        records = (ACTIVITY.format(number=one, title=f"Title {one}") for one in range(number))
        path = file_of(tmp_path, *records)
        tracemalloc.start()
        assert fault_in(path) is None
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak_of(4_000) < 3 * peak_of(400)
