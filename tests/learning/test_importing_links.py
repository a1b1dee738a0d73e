"""A link in an imported text leads to the document it means, outside, or nowhere."""

from dataclasses import dataclass

import pytest

from learning.importing.links import Found, LinkIndex, address_key, is_front_page

SITE = "https://handbook.example/guide/en"
REPOSITORY = "https://github.com/town/manual/blob/0a1b2c"


@dataclass
class Text:
    path: str
    url: str = ""
    language: str = "en"
    source: str = "handbook"
    is_file: bool = False


ASKING = Text("handbook/en/fees.md", f"{SITE}/fees/")
ROUNDS = Text("handbook/en/rounds.md", f"{SITE}/rounds/")
SHARED_FR = Text("other/fr/shared.md", f"{SITE}/shared/", "fr", "other")
SHARED_EN = Text("handbook/en/shared-words.md", f"{SITE}/shared/")
FILE = Text("_files/shared.pdf", f"{SITE}/shared/", is_file=True)
FRONT = Text("handbook/en/front.md", "https://handbook.example/")
IN_REPOSITORY = Text("repo/en/plan.md", f"{REPOSITORY}/docs/plan.md", source="repo")
NEIGHBOUR = Text("repo/en/next-steps.md", f"{REPOSITORY}/docs/04-next.md", source="repo")
EXAMPLES = Text("repo/en/plan-examples.md", f"{REPOSITORY}/docs/plan.md#examples", source="repo")
ALL = [ASKING, ROUNDS, SHARED_FR, FILE, SHARED_EN, FRONT, IN_REPOSITORY, NEIGHBOUR, EXAMPLES]


def find(href, document=ASKING):
    return LinkIndex(ALL).find(href, document)


@pytest.mark.parametrize(
    "href",
    [
        "rounds.md",
        "./rounds",
        "../en/rounds.md",
        "../rounds/",
        "/guide/en/rounds/",
        f"{SITE}/rounds",
        "http://www.handbook.example/guide/en/rounds/index.html?utm=1",
        "//handbook.example/guide/en/rounds/",
    ],
)
def test_a_document_is_found_by_path_and_by_address(href):
    assert find(href) == Found(path=ROUNDS.path)


def test_the_place_in_the_document_is_kept():
    assert find("rounds.md#who%20pays") == Found(path=ROUNDS.path, fragment="who pays")
    assert find("#costs") == Found(path=ASKING.path, fragment="costs")


def test_of_several_at_one_address_the_same_language_comes_first_and_a_text_before_a_file():
    assert find(f"{SITE}/shared/").path == SHARED_EN.path
    assert find(f"{SITE}/shared/", SHARED_FR).path == SHARED_FR.path
    spanish = Text("handbook/es/x.md", language="es")
    assert not LinkIndex([*ALL, spanish]).find(f"{SITE}/shared/", spanish).path.endswith(".pdf")


def test_a_front_page_is_the_address_of_no_document():
    assert find("https://handbook.example") == Found(address="https://handbook.example")


@pytest.mark.parametrize(
    "href",
    [
        "04-next.md",
        "/docs/04-next.md",
        "https://github.com/town/manual/blob/main/docs/04-next.md",
        "https://raw.githubusercontent.com/town/manual/main/docs/04-next.md",
        "/next-steps",
        "../somewhere/next-steps.html",
    ],
)
def test_in_a_repository_the_commit_does_not_matter_and_a_name_is_enough(href):
    assert find(href, IN_REPOSITORY).path == NEIGHBOUR.path


def test_an_item_that_is_a_part_of_an_address_is_found_by_the_name_of_that_part():
    assert find("plan.md#examples", NEIGHBOUR) == Found(path=EXAMPLES.path)
    assert find(f"{REPOSITORY}/docs/plan.md#costs", NEIGHBOUR) == Found(
        path=IN_REPOSITORY.path, fragment="costs"
    )


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("../toolkit/", f"{SITE}/toolkit/"),
        ("mailto:fees@town.example", "mailto:fees@town.example"),
        ("fees@town.example", "mailto:fees@town.example"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org", "https://example.org"),
    ],
)
def test_other_links_stay_outside_links(href, address):
    assert find(href) == Found(address=address)


@pytest.mark.parametrize(
    ("href", "document"),
    [
        ("javascript:alert(1)", ASKING),
        ("data:text/html,x", ASKING),
        ("hhttps://example.org", ASKING),
        ("https://nowhere/", ASKING),
        ("https://[broken", ASKING),
        ("{south},{west}", ASKING),
        ("/about-us", IN_REPOSITORY),
        ("../missing/", IN_REPOSITORY),
        ("../missing/", Text("a/b.md")),
    ],
)
def test_links_that_lead_nowhere_leave_their_words(href, document):
    assert find(href, document) == Found()


@pytest.mark.parametrize(
    ("address", "is_front"),
    [
        ("https://handbook.example/", True),
        ("https://handbook.example/index.html", True),
        ("https://handbook.example/fr/", True),
        ("https://github.com/town/manual", True),
        ("https://github.com/town/manual/blob/main/a.md", False),
        ("https://handbook.example/guide/", False),
    ],
)
def test_front_pages_are_known(address, is_front):
    assert is_front_page(address) is is_front


def test_the_key_of_an_address_leaves_out_what_tells_no_pages_apart():
    assert address_key("http://www.Example.org/A/index.html") == address_key(
        "https://example.org/a"
    )
