"""A text becomes blocks; a manual falls into chapters; no word is lost."""

import json
import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from learning.importing.blocks import plan_part, render
from learning.importing.links import Target
from learning.importing.markdown import to_html
from learning.importing.outline import Outline, Part, divide, read_outline, words_of
from pages.html import clean_html

PICTURES = {"cart.png": 7}
WORDS = re.compile(r"\w+")


def outside(href):
    return Target(address=href)


def blocks_of(markdown, link_of=outside):
    return blocks_in(read_outline(to_html(markdown)), link_of)


def blocks_in(outline: Outline, link_of=outside):
    part = Part("", frozenset(), outline.nodes)
    drafts = plan_part(part, "a/b.md", outline.notes, PICTURES.__contains__)
    made = (render(draft, link_of, PICTURES.get, "The whole text") for draft in drafts)
    return [block for block in made if block is not None]


def short(blocks):
    return [(block["type"], block["value"]) for block in blocks]


# -- Blocks ---------------------------------------------------------------------------------------


def test_headings_paragraphs_and_lists_become_blocks():
    assert short(blocks_of("# Title\n\nOne *two*.\n\n- a\n- b\n\n## Fees\n\nThree.")) == [
        ("text", "<p>One <i>two</i>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("heading", {"level": "2", "text": "Fees"}),
        ("text", "<p>Three.</p>"),
    ]


def test_headings_skip_no_level_wherever_the_text_began():
    blocks = blocks_of("# T\n\n### A\n\n##### B\n\n###### C\n\n### D")
    assert [block["value"]["level"] for block in blocks] == ["2", "3", "4", "2"]


def test_a_table_keeps_its_rows_its_header_and_its_outside_links():
    table = "| Town | Fee |\n|---|---|\n| Mura | 3 |\n| Sel | [see](https://example.org) |"
    [(kind, value)] = short(blocks_of(table))
    assert kind == "table"
    assert value["data"] == [["Town", "Fee"], ["Mura", "3"], ["Sel", "see (https://example.org)"]]
    assert value["first_row_is_table_header"] is True


def test_an_empty_header_row_is_none_and_joined_cells_keep_the_columns():
    [(_, value)] = short(blocks_of("| | |\n|---|---|\n| a | b |"))
    assert (value["data"], value["first_row_is_table_header"]) == ([["a", "b"]], False)
    html = "<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    [(_, value)] = short(blocks_of(html))
    assert value["data"] == [["a", "", "b"], ["c", "", ""]]


def test_a_picture_of_the_folder_takes_the_line_beneath_it_as_caption():
    picture = "![A cart](cart.png)\n**Fig. 1** A cart on its round"
    assert short(blocks_of(picture)) == [
        ("picture", {"picture": 7, "alt": "A cart", "caption": "Fig. 1 A cart on its round"})
    ]


def test_a_picture_without_a_description_gets_its_caption_or_the_title():
    [first, second] = blocks_of("![](cart.png) Figure 2: the yard\n\n![](cart.png)")
    assert first["value"]["alt"] == "Figure 2: the yard"
    assert second["value"]["alt"] == "The whole text"


@pytest.mark.parametrize("source", ["https://example.org/cart.png", "lost.png", "../../etc/x.png"])
def test_a_picture_we_do_not_have_leaves_its_words(source):
    assert short(blocks_of(f"Look: ![A cart]({source}) here")) == [
        ("text", "<p>Look: <i>A cart</i> here</p>")
    ]


def test_a_picture_in_a_numbered_list_stands_behind_its_step_and_numbers_go_on():
    steps = "1. Load\n2. Push\n\n   ![A cart](cart.png)\n\n3. Empty\n4. Wash"
    assert [(kind, WORDS.findall(str(value))) for kind, value in short(blocks_of(steps))] == [
        ("text", ["ol", "li", "p", "Load", "p", "li", "li", "p", "Push", "p", "li", "ol"]),
        ("picture", ["picture", "7", "alt", "A", "cart", "caption"]),
        ("text", WORDS.findall("ol start 3 li p Empty p li li p Wash p li ol")),
    ]


def test_plain_quotations_are_quotes_and_richer_ones_stay_in_the_text():
    blocks = blocks_of("> We saw it.\n>\n> It works.\n\nand\n\n> See [this](https://example.org).")
    assert short(blocks) == [
        ("quote", {"text": "We saw it.\n\nIt works.", "by": ""}),
        (
            "text",
            '<p>and</p>\n<blockquote>\n<p>See <a href="https://example.org">this</a>.</p>\n'
            "</blockquote>",
        ),
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("> Note: count twice.", {"tone": "note", "title": "Note", "text": "<p>count twice.</p>"}),
        (
            "> **Attention :** compter.",
            {"tone": "warn", "title": "Attention", "text": "<p>compter.</p>"},
        ),
        (
            "> [!WARNING]\n> Deep water.",
            {"tone": "warn", "title": "Warning", "text": "<p>Deep water.</p>"},
        ),
        ("> ملاحظة: عُدّ مرتين.", {"tone": "note", "title": "ملاحظة", "text": "<p>عُدّ مرتين.</p>"}),
    ],
)
def test_a_quotation_that_begins_as_a_note_is_a_callout(written, value):
    assert short(blocks_of(written)) == [("callout", value)]


def test_footnotes_stand_at_the_end_of_the_page_that_refers_to_them():
    text = "# T\n\n## A\n\nOne[^x].\n\n## B\n\nTwo.\n\n[^x]: The *law*.\n"
    outline = read_outline(to_html(text))
    introduction, first, second = divide(outline)
    drafts = plan_part(first, "k", outline.notes, PICTURES.__contains__)
    assert short(render(draft, outside, PICTURES.get, "") for draft in drafts) == [
        ("text", "<p>One<sup>[1]</sup>.</p>"),
        ("text", "<p><sup>[1]</sup> The <i>law</i>.</p>"),
    ]
    assert not introduction.nodes
    assert [node.text for node in second.nodes] == ["Two."]


def test_html_in_markdown_is_understood_and_cleaned():
    html = (
        "<div onclick='x()'><h2>Fees</h2><p>A <b>bold</b> <script>x()</script>word"
        "<p>and <a href='javascript:x()'>more</a></div>\n<b><p>broken</b></p>"
    )
    assert [kind for kind, _ in short(blocks_of(html))] == ["heading", "text"]
    text = blocks_of(html, lambda href: None)[1]["value"]
    assert clean_html(text) == text
    assert WORDS.findall(words_of(lxml_html.fromstring(text))) == (
        ["A", "bold", "word", "and", "more", "broken"]
    )


def test_what_only_looks_like_a_tag_stays_as_words():
    [(_, text)] = short(blocks_of("See <rr-renv> and {ref}`this <target>` with x<50."))
    assert text == "<p>See &lt;rr-renv&gt; and this  with x&lt;50.</p>"


def test_front_matter_and_lines_for_other_site_generators_go():
    text = '---\nlayout: page\n---\n# T {#top}\n\n{% hint style="info" %}\nWords.\n{% endhint %}\n'
    outline = read_outline(to_html(text))
    assert outline.title == "T"
    assert short(blocks_in(outline)) == [("text", "<p>Words.</p>")]


def test_a_heading_without_a_space_behind_its_signs_is_one_and_code_is_none():
    kinds = short(blocks_of("##Costs\n\n```\n##no heading\n```\n\n#tag"))
    assert kinds[0] == ("heading", {"level": "2", "text": "Costs"})
    assert kinds[1:] == [("text", "<pre><code>##no heading\n</code></pre>\n<p>#tag</p>")]


def test_struck_out_law_stays_struck_out():
    [(_, text)] = short(blocks_of("~~Art. 16. Repealed.~~ Art. 17. In force."))
    assert text == "<p><s>Art. 16. Repealed.</s> Art. 17. In force.</p>"


def test_long_texts_fall_into_blocks_of_half_a_screen():
    blocks = blocks_of("\n\n".join(["Words that go on and on for a while. " * 10] * 30))
    assert len(blocks) > 5
    assert all(len(block["value"]) < 2500 for block in blocks)


def test_bare_addresses_become_links():
    [(_, text)] = short(blocks_of("At https://example.org/a_b and www.example.org."))
    assert text == (
        '<p>At <a href="https://example.org/a_b">https://example.org/a_b</a> and www.example.org.'
        "</p>"
    )


# -- Ids ------------------------------------------------------------------------------------------


def test_reading_the_same_text_again_gives_the_same_ids_and_no_id_twice():
    text = "# T\n\n## A\n\nOne.\n\n## A\n\nOne.\n\n| a |\n|---|\n| b |\n"
    first, second = blocks_of(text), blocks_of(text)
    assert first == second
    assert len({block["id"] for block in first}) == len(first)


def test_what_is_added_elsewhere_moves_no_anchor():
    before = blocks_of("# T\n\n## A\n\nOne.\n\n## B\n\nTwo.")
    after = blocks_of("# T\n\n## New\n\nWords.\n\n| a |\n|---|\n\n## A\n\nOne.\n\n## B\n\nTwo.")
    assert {block["id"] for block in before} <= {block["id"] for block in after}


# -- Chapters -------------------------------------------------------------------------------------


def chapters_of(markdown):
    return [(part.title, len(part.nodes)) for part in divide(read_outline(to_html(markdown)))]


def test_a_manual_is_divided_at_the_highest_heading_that_occurs_twice():
    text = "# T\n\nIntro.\n\n## A\n\n### a\n\nx\n\n## B\n\n### b\n\ny\n"
    assert chapters_of(text) == [("", 1), ("A", 2), ("B", 2)]


def test_a_level_that_occurs_once_makes_no_chapters():
    text = "# T\n\n## Only\n\nIntro.\n\n### A\n\nx\n\n### B\n\ny\n"
    assert chapters_of(text) == [("", 2), ("A", 1), ("B", 1)]


@pytest.mark.parametrize("text", ["# T\n\nWords.", "# T\n\n## A\n\nx", "# T\n\n## A\n\n### B\n\nx"])
def test_without_such_a_level_the_manual_keeps_its_text(text):
    assert len(chapters_of(text)) == 1


def test_headings_of_the_first_level_after_the_title_may_be_chapters():
    assert chapters_of("# T\n\n# A\n\nx\n\n# B\n\ny") == [("", 0), ("A", 1), ("B", 1)]


def test_headings_inside_lists_and_quotations_make_no_chapters():
    text = "# T\n\n> ## A\n> x\n\n- ## B\n  y\n"
    assert len(chapters_of(text)) == 1


def test_a_heading_longer_than_a_title_can_be_stays_as_text():
    assert short(blocks_of(f"# T\n\n## {'long ' * 60}\n\nx"))[0][0] == "text"


# -- Real texts -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_all_texts_of_the_samples_become_blocks_and_lose_no_word(samples):
    folder = samples / "data" / "corpus"
    lines = (folder / "corpus.jsonl").read_text().splitlines()
    for entry in map(json.loads, lines):
        html = to_html((folder / entry["path"]).read_text())
        whole = lxml_html.fromstring(f"<div>{_spaced(html)}</div>")
        before = Counter(WORDS.findall(re.sub(r"\{#[^}]*\}", "", whole.text_content())))
        outline = read_outline(html)
        after = Counter(WORDS.findall(outline.title))
        for part in divide(outline):
            after.update(WORDS.findall(part.title))
            for draft in plan_part(part, entry["path"], outline.notes, lambda _source: True):
                block = render(draft, outside, lambda _source: 1, "")
                assert block is not None
                after.update(_words_in(block["value"]))
        assert not before - after, entry["path"]


def _spaced(html):
    return re.sub(r"(</(?:li|p|td|th|h\d|blockquote)>|<li|<br)", r" \1", html)


def _words_in(value):
    if isinstance(value, str):
        markup = "<" in value or "&" in value
        text = (
            lxml_html.fromstring(f"<div>{_spaced(value)}</div>").text_content() if markup else value
        )
        yield from WORDS.findall(text)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(inner)
