"""A Word file becomes the text of a draft."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from learning.models import ArticlePage
from learning.word import read_word_file
from pages.models import Picture

pytestmark = pytest.mark.django_db

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def paragraph(words, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def picture(number, alt=""):
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="p" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId{number}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def photograph():
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SERIAL-4711"
    Image.new("RGB", (30, 20), "red").save(content, "JPEG", exif=exif)
    return content.getvalue()


def docx(body, media=()):
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("H1", "heading 1"), ("Q", "Quote"))
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/image" Target="media/{number}.{ending}"/>'
        for number, (ending, _content) in enumerate(media, start=1)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="jpeg"'
            ' ContentType="image/jpeg"/><Default Extension="emf" ContentType="image/x-emf"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{names}</w:styles>')
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main"'
            f' xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:pic="{DRAWING}/picture">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for number, (ending, inner) in enumerate(media, start=1):
            archive.writestr(f"word/media/{number}.{ending}", inner)
    content.seek(0)
    return content


def test_the_title_headings_paragraphs_and_tables_are_taken_over():
    cells = "".join(f"<w:tr><w:tc>{paragraph(word)}</w:tc></w:tr>" for word in ("Street", "Day"))
    body = (
        paragraph("Rounds", "Title") + paragraph("The carts", "H1") + paragraph("Two &lt;men&gt;")
    )
    text = read_word_file(docx(f"{body}<w:tbl>{cells}</w:tbl>"), "plan.docx")
    assert text.title == "Rounds"
    assert [(block["type"], block["value"]) for block in text.body[:2]] == [
        ("heading", {"level": "2", "text": "The carts"}),
        ("text", "<p>Two &lt;men&gt;</p>"),
    ]
    assert text.body[2]["value"]["data"] == [["Street"], ["Day"]]


def test_a_file_without_a_title_is_called_as_it_is_named():
    assert read_word_file(docx(paragraph("Words")), "My_plan 2026.docx").title == "My plan 2026"


def test_pictures_are_kept_without_their_notes_and_with_what_word_says_of_them():
    body = picture(1, "A cart") + picture(2)
    text = read_word_file(docx(body, [("jpeg", photograph()), ("jpeg", photograph())]), "a.docx")
    assert [block["type"] for block in text.body] == ["picture", "picture"]
    assert [block["value"]["alt"] for block in text.body] == ["A cart", ""]
    for stored in Picture.objects.all():
        with stored.file.open("rb") as content:
            assert b"SERIAL-4711" not in content.read()


def test_drawings_that_no_browser_shows_are_counted_and_leave_their_words():
    text = read_word_file(docx(picture(1, "A plan"), [("emf", b"\x01\x00\x00\x00")]), "a.docx")
    assert text.lost_pictures == 1
    assert text.body[0]["value"] == "<p><i>A plan</i></p>"
    assert not Picture.objects.exists()


def test_what_cannot_be_read_is_refused_with_what_to_do():
    with pytest.raises(ValidationError, match="save it anew"):
        read_word_file(io.BytesIO(b"PK\x03\x04 no archive"), "a.docx")


def test_real_files_become_bodies_that_the_cms_accepts(samples):
    for path in sorted((samples / "data" / "corpus" / "_files").glob("*.docx")):
        with path.open("rb") as content:
            text = read_word_file(content, path.name)
        field = ArticlePage._meta.get_field("body")
        body = field.stream_block.clean(field.stream_block.to_python(text.body))
        assert len(body) > 10
        assert text.title
