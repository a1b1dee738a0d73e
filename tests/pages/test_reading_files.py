"""The text inside files is read page by page."""

import io
import zipfile

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from pages.extraction import LONGEST_PAGE, read_text, readable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, notes=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        if notes:
            archive.writestr(
                "word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>'
            )
    return content


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def read_sample(samples, name):
    path = samples / "data" / "corpus" / "_files" / name
    with path.open("rb") as content:
        return read_text(content, path.suffix[1:])


def test_each_page_of_a_pdf_is_read(samples):
    found = read_sample(samples, "rainforest-tech-primer.en.pdf")
    assert (found.page_count, len(found.pages)) == (64, 64)
    assert found.has_text_layer
    assert "\x00" not in "".join(found.pages)
    assert "participatory mapping" in " ".join(found.pages).lower()


def test_a_scan_without_a_text_layer_is_read_and_flagged(samples):
    found = read_sample(samples, "rainforest-tech-primer-SCANNED-no-text-layer.en.pdf")
    assert found.page_count == 6
    assert found.pages == [""] * 6
    assert not found.has_text_layer


def test_arabic_stands_in_reading_order_in_its_usual_letters(samples):
    found = read_sample(samples, "taarif-al-maftuh-2-1.ar.pdf")
    text = " ".join(" ".join(found.pages).split())
    assert "معنى دقيقًا لكلمة" in text
    assert not any("\ufb50" <= sign <= "\ufefc" for sign in text)


def test_the_words_of_a_word_file_are_those_of_its_text(samples):
    found = read_sample(samples, "formation-sur-site-et-atelier.fr.docx")
    assert found.page_count is None
    assert "Formation et atelier sur site" in found.pages[0]


def test_a_word_file_has_the_pages_where_word_broke_them():
    body = paragraph("One")
    body += f"<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>{paragraph('more')}"
    found = read_text(docx(body, notes=paragraph("A note")), "docx")
    assert found.pages == ["One", "Two\nmore\nA note"]
    assert found.page_count == 2


def test_an_outer_entity_in_a_word_file_is_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
            f'<w:document xmlns:w="{WORD}"><w:p><w:t>a &x;</w:t></w:p></w:document>',
        )
    assert "hidden" not in "".join(read_text(content, "docx").pages)


def test_other_kinds_have_no_pages():
    found = read_text(io.BytesIO(b"town;fee"), "csv")
    assert (found.pages, found.page_count, found.has_text_layer) == ([], None, True)


def test_a_page_that_cannot_be_read_costs_only_itself():
    writer = pypdf.PdfWriter()
    for packed_as in (None, "/NobodyKnows"):
        page = writer.add_blank_page(200, 200)
        content = DecodedStreamObject()
        content.set_data(b"BT /F1 12 Tf 20 100 Td (The words of a page) Tj ET")
        fonts = DictionaryObject({NameObject("/F1"): DictionaryObject()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if packed_as:
            content[NameObject("/Filter")] = NameObject(packed_as)
        page[NameObject("/Contents")] = writer._add_object(content)
    file = io.BytesIO()
    writer.write(file)
    assert read_text(file, "pdf").pages == ["The words of a page", ""]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x00b", "ab"),
        ("of\ufb01ce", "office"),
        ("\ufee3\ufef4\ufe8e\ufee9", "مياه"),
        ("half\ud800", "half"),
        ("com\u00admune", "commune"),
        ("  two \t words \n\n\n next", "two words\nnext"),
    ],
)
def test_signs_nobody_can_use_are_dropped_and_letters_take_their_usual_form(raw, clean):
    assert readable(raw) == clean


def test_a_page_is_never_longer_than_it_can_be():
    assert len(readable("a" * (LONGEST_PAGE + 5))) == LONGEST_PAGE
