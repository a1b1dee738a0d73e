"""A bad line of a manifest is named with its number and reason, and costs only itself."""

import json
import os

import pytest

from learning.importing.manifest import NoManifest, read_manifest

GOOD = {"path": "en/a.md", "title": "A text", "language": "en", "type": "manual"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "en").mkdir()
    for name in ("a.md", "b.md", "c.html", "plan.pdf"):
        (tmp_path / "en" / name).write_text("# A\n\nWords.\n")
    return tmp_path


def read(folder, *lines, name="corpus.jsonl"):
    content = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
    (folder / name).write_bytes(content)
    return read_manifest(folder)


def test_a_whole_line_is_read_with_all_it_says(folder):
    more = {"source": "hall", "licence": "CC0", "themes": ["waste", "waste", " water "]}
    more |= {"group": "g", "url": "https://example.org/a", "origin": None, "words": 3}
    [entry] = read(folder, GOOD | more).entries
    assert (entry.manifest, entry.line, entry.path) == ("corpus.jsonl", 1, "en/a.md")
    assert (entry.kind, entry.themes, entry.group) == ("manual", ("waste", "water"), "g")
    assert (entry.origin, entry.is_file) == ("original", False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'{"path": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"x": "' + b"a" * 2_000_000 + b'"}', "longer than a megabyte"),
        ({}, "“path” is missing"),
        (GOOD | {"title": None}, "“title” is missing"),
        (GOOD | {"title": "  "}, "“title” is empty"),
        (GOOD | {"title": 7}, "“title” is not text"),
        (GOOD | {"title": "a" * 300}, "“title” is longer than 255"),
        (GOOD | {"title": "a\x00b"}, "“title” is not text"),
        (GOOD | {"language": "xx"}, "language “xx”"),
        (GOOD | {"type": "poem"}, "type “poem”"),
        ({key: GOOD[key] for key in GOOD if key != "type"}, "“type” is missing"),
        (GOOD | {"themes": "waste"}, "“themes” is not a list"),
        (GOOD | {"themes": [1]}, "“themes” is not a list"),
        (GOOD | {"url": "javascript:alert(1)"}, "url does not begin"),
        (GOOD | {"path": "../secret.md"}, "leads out of the folder"),
        (GOOD | {"path": "en/../../secret.md"}, "leads out of the folder"),
        (GOOD | {"path": "/etc/passwd"}, "leads out of the folder"),
        (GOOD | {"path": "en\\a.md"}, "leads out of the folder"),
        (GOOD | {"path": "en/lost.md"}, "no such file"),
        (GOOD | {"path": "en"}, "neither Markdown nor HTML"),
        (GOOD | {"path": "en/plan.pdf"}, "neither Markdown nor HTML"),
        (GOOD | {"path": "en/a.md"}, "stands already in corpus.jsonl:1"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_reason(folder, line, reason):
    manifest = read(folder, GOOD, b"", line, GOOD | {"path": "en/b.md"})
    assert [entry.path for entry in manifest.entries] == ["en/a.md", "en/b.md"]
    [problem] = manifest.problems
    assert (problem.manifest, problem.line) == ("corpus.jsonl", 3)
    assert reason in problem.reason


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("secret")
    (folder / "en" / "link.md").symlink_to(secret)
    [problem] = read(folder, GOOD | {"path": "en/link.md"}).problems
    assert "leads out of the folder" in problem.reason


def test_files_need_no_type_and_stand_after_the_texts(folder):
    read(folder, GOOD)
    file = {"path": "en/plan.pdf", "title": "Plan", "language": "en"}
    manifest = read(folder, file, name="files.jsonl")
    assert [(entry.path, entry.is_file) for entry in manifest.entries] == [
        ("en/a.md", False),
        ("en/plan.pdf", True),
    ]


def test_a_folder_without_a_list_is_refused(tmp_path):
    with pytest.raises(NoManifest):
        read_manifest(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(folder):
    content = b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\r\n"
    (folder / "corpus.jsonl").write_bytes(content)
    manifest = read_manifest(folder)
    assert (len(manifest.entries), manifest.problems) == (1, [])


@pytest.mark.skipif(os.name != "posix", reason="names with odd bytes")
def test_a_path_too_long_for_the_disk_is_a_problem_of_its_line(folder):
    [problem] = read(folder, GOOD | {"path": "a" * 240 + "/" * 2 + "b.md"}).problems
    assert "no such file" in problem.reason
