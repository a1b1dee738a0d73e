"""An officer writes an article as plain text, with a picture, a file, or from Word."""

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from learning.models import ArticlePage
from learning.permissions import can_write_draft
from learning.plain_text import PlainBody, blocks_of, plain_body_of
from pages.models import File, Picture
from people.models import Person
from tests.factories import (
    do_waiting_work,
    drawn_picture,
    library_in,
    make_draft,
    sign_in,
)

WORDS = {
    "title": "Weighing before paying",
    "authors": "Odette Marsh",
    "text": "We weighed each cart.\n\n## What we learnt\n\n- Scales wear out\n- People do not",
    "contact_post": "Head of waste collection",
    "then": "keep",
}


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A docx of (style, text) paragraphs; style may be empty."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(
        f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>' if style else ''}"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for style, text in paragraphs
    )
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{main}"><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" '
            'w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/styles" Target="styles.xml"/></Relationships>',
        )
    return stored.getvalue()


def test_plain_text_becomes_headings_paragraphs_and_lists(cast):
    sign_in(cast.odette).post(reverse("draft_article"), WORDS)
    body = ArticlePage.objects.get().body
    assert [block.block_type for block in body] == ["text", "heading", "text"]
    assert body[0].value.source == "<p>We weighed each cart.</p>"
    assert body[1].value["text"] == "What we learnt"
    assert body[2].value.source == "<ul><li>Scales wear out</li><li>People do not</li></ul>"


def test_u12_markup_in_the_text_is_shown_as_typed(cast):
    text = "<script>alert(1)</script> 3 < 4 & [a](javascript:b)"
    sign_in(cast.odette).post(reverse("draft_article"), {**WORDS, "text": text})
    stored = ArticlePage.objects.get().body[0].value.source
    assert "<script" not in stored
    assert "&lt;script&gt;" in stored


def test_the_form_shows_again_what_was_written(cast):
    browser = sign_in(cast.odette)
    answer = browser.post(reverse("draft_article"), WORDS)
    html = browser.get(answer["Location"]).content.decode()
    assert "## What we learnt\n\n- Scales wear out\n- People do not" in html


PARAGRAPHS = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], include_characters=" \n#-*1.<>&"),
    max_size=200,
)


@given(text=PARAGRAPHS)
def test_writing_reading_and_writing_again_changes_nothing(text):
    once = blocks_of(PlainBody(text=text), [])
    read = plain_body_of(once)
    assert read is not None
    again = blocks_of(read, once)
    assert again == once


def test_a_picture_is_kept_without_metadata_and_only_with_a_description(cast):
    browser = sign_in(cast.odette)
    picture = upload(drawn_picture(kind="JPEG"), "IMG_0001.JPG")
    answer = browser.post(reverse("draft_article"), {**WORDS, "picture": picture})
    html = answer.content.decode()
    assert "Say what the picture shows." in html
    assert "It was not kept" in html
    assert not Picture.objects.exists()
    picture.seek(0)
    described = {**WORDS, "picture": picture, "picture_alt": "A cart on a scale"}
    browser.post(reverse("draft_article"), described)
    stored = Picture.objects.get()
    assert stored.collection == cast.lake.role_group.collection
    assert "IMG_0001" not in stored.file.name
    block = ArticlePage.objects.get().body[0]
    assert (block.value["picture"], block.value["alt"]) == (stored, "A cart on a scale")


def test_u01_a_picture_that_is_none_and_a_file_in_disguise_are_refused(cast):
    browser = sign_in(cast.odette)
    wrong = {
        "picture": upload(b"<html><script>1</script>", "photo.png"),
        "picture_alt": "A cart",
        "file": upload(b"<html><script>1</script>", "plan.pdf"),
    }
    answer = browser.post(reverse("draft_article"), {**WORDS, **wrong})
    html = answer.content.decode()
    assert "This is no picture we can read." in html or "also holds a program" in html
    assert "The name says PDF, but the file is something else." in html
    for model in (Picture, File, ArticlePage):
        assert not model.objects.exists()


def test_a_file_is_kept_under_a_random_name_and_read_by_the_worker(cast, samples):
    pdf = next(Path(samples / "data").rglob("*.pdf")).read_bytes()
    name = "..\\plan \u202efdp.pdf"
    sign_in(cast.odette).post(reverse("draft_article"), {**WORDS, "file": upload(pdf, name)})
    stored = File.objects.get()
    assert "plan" not in stored.file.name
    assert "\u202e" not in stored.human_name
    assert stored.human_name.endswith(".pdf")
    do_waiting_work()
    stored.refresh_from_db()
    assert stored.pages > 0
    assert stored.text_pages.count() == stored.pages
    assert ArticlePage.objects.get().body[-1].value["file"] == stored


def test_a_double_click_stores_picture_and_file_once(cast):
    browser = sign_in(cast.odette)
    key = browser.get(reverse("draft_article")).context["form"]["key"].value()
    for _ in range(2):
        more = {
            "key": key,
            "picture": upload(drawn_picture(), "a.png"),
            "picture_alt": "A cart",
            "file": upload(b"day,weight\n1,20\n", "weights.csv"),
        }
        browser.post(reverse("draft_article"), {**WORDS, **more})
    article = ArticlePage.objects.get()
    assert article.revisions.count() == 1
    assert (Picture.objects.count(), File.objects.count()) == (1, 1)


def test_a_block_that_stays_keeps_its_id(cast):
    browser = sign_in(cast.odette)
    address = browser.post(reverse("draft_article"), WORDS)["Location"]
    before = ArticlePage.objects.get().body
    browser.post(address, {**WORDS, "text": "A new beginning.\n\n## What we learnt\n\nLittle."})
    after = ArticlePage.objects.get().get_latest_revision_as_object().body
    assert after[1].id == before[1].id
    assert after[0].id != before[0].id


def test_a_body_that_no_text_field_can_show_stays_as_it_is(cast):
    table = {"data": [["a", "b"]], "first_row_is_table_header": True}
    draft = make_draft(
        library_in("en", cast.lake), cast.odette, body=[{"type": "table", "value": table}]
    )
    browser = sign_in(cast.odette)
    address = reverse("draft", args=[draft.pk])
    form = browser.get(address).context["form"]
    assert "text" not in form.fields
    browser.post(address, {**WORDS, "text": "Gone?"})
    latest = ArticlePage.objects.get().get_latest_revision_as_object()
    assert latest.title == WORDS["title"]
    assert [block.block_type for block in latest.body] == ["table"]


def test_a_word_file_becomes_a_draft_that_one_goes_on_with(cast):
    browser = sign_in(cast.odette)
    content = word_file(
        ("Heading1", "Weighing before paying"),
        ("", "We weighed each cart."),
        ("Heading2", "What we learnt"),
        ("", "Scales wear out."),
    )
    answer = browser.post(reverse("word_draft"), {"file": upload(content, "Report (2).docx")})
    draft = ArticlePage.objects.get()
    assert answer["Location"] == reverse("draft", args=[draft.pk])
    assert (draft.title, draft.live, draft.owner) == ("Weighing before paying", False, cast.odette)
    assert [block.block_type for block in draft.body] == ["text", "heading", "text"]
    assert draft.contact_person == cast.odette
    html = browser.get(answer["Location"]).content.decode()
    assert "Scales wear out." in html


def test_the_same_word_file_sent_twice_makes_one_draft_and_wipes_nothing_out(cast):
    browser = sign_in(cast.odette)
    key = browser.get(reverse("word_draft")).context["form"]["key"].value()
    content = word_file(("", "We weighed each cart."))
    browser.post(reverse("word_draft"), {"key": key, "file": upload(content, "a.docx")})
    draft = ArticlePage.objects.get()
    browser.post(reverse("draft", args=[draft.pk]), {**WORDS, "title": "Mine by now"})
    browser.post(reverse("word_draft"), {"key": key, "file": upload(content, "a.docx")})
    assert ArticlePage.objects.get().draft_title == "Mine by now"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.4", "a.docx"), (b"plain", "a.txt"), (b"MZ", "a.doc"), (b"", "a.docx")],
)
def test_what_is_no_word_file_is_refused_with_a_reason(cast, content, name):
    answer = sign_in(cast.odette).post(reverse("word_draft"), {"file": upload(content, name)})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not ArticlePage.objects.exists()


def test_who_approves_by_a_group_without_rights_to_pages_writes_on_what_waits_for_them(cast):
    draft = make_draft(library_in("en"), cast.odette, title="Sent in")
    # As an administrator does it in the CMS: a group of readers, asked by a workflow.
    readers = Group.objects.create(name="Second readers")
    task = GroupApprovalTask.objects.create(name="Read it")
    task.groups.add(readers)
    workflow = Workflow.objects.create(name="Reading")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(draft, cast.odette)
    assert not can_write_draft(cast.bruno, draft)
    cast.bruno.groups.add(readers)
    assert can_write_draft(Person.objects.get(pk=cast.bruno.pk), draft)
