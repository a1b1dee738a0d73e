"""Files are judged by what they hold (safeguards U01, U03, U04, U08, U11)."""

import io
import stat
import struct
import tracemalloc
import zipfile

import pypdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pages.uploads import check_file, human_name, storage_name
from pages.uploads.virus import EICAR


def refusal_of(content, name):
    with pytest.raises(ValidationError) as refused:
        check_file(io.BytesIO(content), name)
    assert refused.value.messages[0].endswith(".")
    return refused.value.code


def pdf(change=None):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def action(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def office(kind="docx", entries=(), compression=zipfile.ZIP_DEFLATED):
    main = {
        "docx": "wordprocessingml.document.main+xml",
        "xlsx": "spreadsheetml.sheet.main+xml",
        "pptx": "presentationml.presentation.main+xml",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        if kind == "odt":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        else:
            archive.writestr("[Content_Types].xml", f'<Types ContentType="{main[kind]}"/>')
            archive.writestr("word/document.xml", "<w:document/>")
        for name, inner in entries:
            archive.writestr(name, inner)
    return content.getvalue()


# -- What is welcome ------------------------------------------------------------------------------


def test_real_files_of_the_samples_are_accepted(samples):
    folder = samples / "data" / "corpus" / "_files"
    for path in sorted(folder.iterdir()):
        with path.open("rb") as content:
            checked = check_file(content, path.name)
        assert path.suffix == f".{checked.kind}"
        assert checked.size == path.stat().st_size


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx", "odt"])
def test_office_files_are_accepted(kind):
    assert check_file(io.BytesIO(office(kind)), f"Plan.{kind.upper()}").kind == kind


def test_a_start_view_and_a_form_are_no_reason_to_refuse_a_pdf():
    def open_at_page(writer):
        page = writer.pages[0].indirect_reference
        go_to = action(S=NameObject("/GoTo"), D=ArrayObject([page, NameObject("/Fit")]))
        writer.root_object[NameObject("/OpenAction")] = go_to
        writer.root_object[NameObject("/AcroForm")] = action(Fields=ArrayObject())

    assert check_file(io.BytesIO(pdf(open_at_page)), "plan.pdf").kind == "pdf"


def test_a_chart_in_a_word_file_may_bring_its_table():
    content = office(entries=[("word/embeddings/Sheet1.xlsx", office("xlsx"))])
    assert check_file(io.BytesIO(content), "plan.docx").kind == "docx"


@pytest.mark.parametrize(
    "text", ["town;fee\nÉlan;3\n".encode(), "town;fee\nÉlan;3\n".encode("cp1252")]
)
def test_tables_of_text_are_accepted_in_utf_8_and_in_the_older_encoding(text):
    assert check_file(io.BytesIO(text), "fees.csv").kind == "csv"


# -- U01: another thing under the name ------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"MZ\x90\x00\x03" + bytes(200),
        b"<?php system($_GET['c']); ?>",
        office(),
        b"just words",
    ],
)
@pytest.mark.parametrize("name", ["plan.pdf", "plan.xlsx"])
def test_u01_something_else_renamed_is_refused(content, name):
    assert refusal_of(content, name) == "content"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n<script>alert(1)</script>\n" + pdf()[9:],
        pdf() + b"\n<!doctype html><script>alert(1)</script>",
        pdf().replace(b"endobj", b"endobj\n<html><body onload=alert(1)>", 1),
        pdf() + office(),
    ],
)
def test_u01_a_pdf_that_is_also_a_page_or_an_archive_is_refused(content):
    assert refusal_of(content, "plan.pdf") == "polyglot"


def test_u01_a_page_that_turns_into_a_pdf_later_is_refused():
    assert refusal_of(b"<html></html>\n" + pdf(), "plan.pdf") == "content"


@pytest.mark.parametrize("name", ["notes.txt", "notes.csv"])
@pytest.mark.parametrize(
    "content",
    [
        b"\n <HTML><body>",
        b"<svg onload=x()>",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b"MZ\x00",
        b"a\x00b",
        pdf(),
    ],
)
def test_u01_text_that_is_no_text_is_refused(name, content):
    assert refusal_of(content, name) == "content"


@pytest.mark.parametrize(
    "name", ["a.svg", "a.zip", "a.exe", "a.html", "pdf", "", "a.docm", "a.doc"]
)
def test_kinds_that_are_not_accepted_are_refused_with_what_to_do(name):
    assert refusal_of(b"content", name) == "kind"


def test_an_empty_file_is_refused():
    assert refusal_of(b"", "plan.pdf") == "empty"


# -- U03: PDF files that do something -------------------------------------------------------------


def with_script(writer):
    script = writer._add_object(action(S=NameObject("/JavaScript"), JS=TextStringObject("x()")))
    names = action(Names=ArrayObject([TextStringObject("start"), script]))
    writer.root_object[NameObject("/Names")] = action(JavaScript=names)


def with_script_at_start(writer):
    writer.root_object[NameObject("/OpenAction")] = action(
        S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)")
    )


def with_script_on_a_page(writer):
    script = writer._add_object(action(JS=TextStringObject("x()")))
    writer.pages[0][NameObject("/AA")] = action(O=action(Next=ArrayObject([script])))


def with_launch(writer):
    writer.root_object[NameObject("/OpenAction")] = action(
        S=NameObject("/Launch"), F=TextStringObject("cmd.exe")
    )


def with_attachment(writer):
    writer.add_attachment("bill.xml", b"<bill/>")


def with_form_script(writer):
    form = DecodedStreamObject()
    form.set_data(b"<xdp><script contentType='application/x-javascript'>x()</script></xdp>")
    writer.root_object[NameObject("/AcroForm")] = action(
        Fields=ArrayObject(), XFA=writer._add_object(form)
    )


@pytest.mark.parametrize(
    "change",
    [
        with_script,
        with_script_at_start,
        with_script_on_a_page,
        with_launch,
        with_attachment,
        with_form_script,
    ],
)
def test_u03_a_pdf_that_runs_starts_or_carries_something_is_refused(change):
    assert refusal_of(pdf(change), "plan.pdf") == "active"


def test_u03_a_name_in_disguise_is_still_a_program():
    content = pdf(with_script_at_start).replace(b"/JavaScript", b"/J#61vaScript")
    content = content.replace(b"/JS", b"/J#53")
    assert refusal_of(content, "plan.pdf") == "active"


def test_u03_a_program_inside_a_packed_object_is_found():
    inner = b"1 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = DecodedStreamObject()
    packed.set_data(inner)
    body = (
        b"%PDF-1.5\n"
        b"2 0 obj\n<</Type/Catalog/Pages 3 0 R/OpenAction 1 0 R>>\nendobj\n"
        b"3 0 obj\n<</Type/Pages/Kids[4 0 R]/Count 1>>\nendobj\n"
        b"4 0 obj\n<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        + b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        % (len(inner), inner)
    )
    rows = [(0, 0, 255), (2, 5, 0)]
    rows += [(1, body.index(b"%d 0 obj" % number), 0) for number in (2, 3, 4, 5)]
    rows += [(1, len(body), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    body += (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Root 2 0 R/Length %d>>\nstream\n" % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % body.rindex(b"endobj\n", 0)
    )
    start = body.index(b"6 0 obj")
    body = body[: body.index(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % start
    assert refusal_of(body, "plan.pdf") == "active"


def test_a_locked_or_damaged_pdf_is_refused_with_a_sentence():
    assert refusal_of(pdf(lambda writer: writer.encrypt("secret")), "plan.pdf") == "active"
    assert refusal_of(b"%PDF-1.4\n%%EOF", "plan.pdf") == "active"


# -- U04: archives that are traps -----------------------------------------------------------------


def test_u04_a_file_that_unpacks_to_a_thousand_times_its_size_is_refused_in_little_memory():
    content = office(entries=[("word/media/image1.bmp", bytes(150 * 1024 * 1024))])
    tracemalloc.start()
    code = refusal_of(content, "plan.docx")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "bomb"
    assert most < 20 * 1024 * 1024


def test_u04_a_hundred_thousand_entries_are_refused_before_they_are_listed():
    content = office(entries=((f"word/{number}", "") for number in range(100_000)))
    tracemalloc.start()
    code = refusal_of(content, "plan.docx")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "content"
    assert most < 20 * 1024 * 1024


@pytest.mark.parametrize(
    "name", ["nested.zip", "word/embeddings/a.zip", "word/embeddings/a.docx", "word/media/x.png"]
)
def test_u04_an_archive_in_the_archive_is_refused(name):
    assert refusal_of(office(entries=[(name, office())]), "plan.docx") == "nested"


def test_u04_an_archive_in_the_table_of_a_chart_is_refused():
    inner = office("xlsx", entries=[("xl/embeddings/b.xlsx", office("xlsx"))])
    content = office(entries=[("word/embeddings/a.xlsx", inner)])
    assert refusal_of(content, "plan.docx") == "nested"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "..\\evil.xml", "/etc/passwd", "C:\\evil.xml"]
)
def test_u04_an_entry_that_leads_out_is_refused(name):
    assert refusal_of(office(entries=[(name, "x")]), "plan.docx") == "path"


def test_u04_a_link_to_another_place_is_refused():
    link = zipfile.ZipInfo("word/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal_of(office(entries=[(link, "/etc/passwd")]), "plan.docx") == "path"


def test_u04_a_size_that_lies_is_refused():
    content = bytearray(office(entries=[("word/a.xml", bytes(3000))]))
    true_size, said = struct.pack("<I", 3000), struct.pack("<I", 30)
    content = bytes(content).replace(true_size, said)
    assert refusal_of(content, "plan.docx") == "damaged"


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "xl/activeX/activeX1.xml", "word/embeddings/oleObject1.bin", "a.exe"],
)
def test_programs_in_office_files_are_refused(name):
    assert refusal_of(office(entries=[(name, "x")]), "plan.docx") == "active"


def test_macros_in_an_open_document_are_refused():
    assert refusal_of(office("odt", entries=[("Basic/Standard/a.xml", "")]), "a.odt") == "active"


def test_a_template_fetched_from_elsewhere_is_refused():
    relation = (
        '<Relationship Type="http://schemas/attachedTemplate" Target="https://example.org/t.dotm"'
        ' TargetMode="External"/>'
    )
    entries = [("word/_rels/settings.xml.rels", relation)]
    assert refusal_of(office(entries=entries), "plan.docx") == "active"


def test_a_spreadsheet_named_as_a_text_is_refused():
    assert refusal_of(office("xlsx"), "plan.docx") == "content"


# -- U08: names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Plan of 2026.pdf", "Plan of 2026.pdf"),
        ('a\r\nSet-Cookie: x="1".pdf', "a Set-Cookie x= 1.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoice fdp.exe.pdf"),
        ("..\\..\\evil.pdf", "evil.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\x00b.pdf", "a b.pdf"),
        (".pdf", "file.pdf"),
        ("خطة النفايات.pdf", "خطة النفايات.pdf"),
        ("é" * 300 + ".pdf", "é" * 116 + ".pdf"),
    ],
)
def test_u08_the_shown_name_is_clean_and_the_stored_one_random(given_name, shown):
    checked = check_file(io.BytesIO(pdf()), given_name if given_name != ".pdf" else "_.pdf")
    assert human_name(given_name, "pdf") == shown
    assert checked.human_name == (shown if given_name != ".pdf" else "_.pdf")
    assert len(checked.storage_name) == 36
    assert checked.storage_name != storage_name("pdf")


@given(st.text(max_size=400))
def test_u08_no_name_breaks_a_header_or_leaves_its_folder(name):
    shown = human_name(name, "pdf")
    assert 5 <= len(shown) <= 120
    assert not set('"/\\\r\n\x00\u202e') & set(shown)
    assert not shown.startswith(".")


# -- U11 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (EICAR, "notes.txt"),
        (pdf() + EICAR, "plan.pdf"),
        (bytes((1 << 20) - 30).replace(b"\x00", b" ") + EICAR, "notes.txt"),
        (office(entries=[("word/a.txt", EICAR)]), "plan.docx"),
    ],
)
def test_u11_the_test_virus_is_refused_and_logged(content, name, caplog):
    assert refusal_of(content, name) == "virus"
    assert "test virus" in caplog.text


def test_numbers_in_a_pdf_do_not_stop_the_check():
    def with_numbers(writer):
        writer.root_object[NameObject("/Numbers")] = ArrayObject([NumberObject(1)] * 100_000)

    assert check_file(io.BytesIO(pdf(with_numbers)), "plan.pdf").kind == "pdf"
