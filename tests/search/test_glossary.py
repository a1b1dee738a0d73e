"""The glossary: data that editors read and extend."""

import csv

import pytest
from django.test import Client

from learning.models import ArticlePage, LibraryPage
from pages.registries import settle
from people.models import Person
from search.engine.glossary import Glossary, Group
from search.engines import current_writer
from search.glossary_file import GLOSSARY_FOLDER, read_glossary
from search.models import GlossaryEntry
from search.terms import forget_glossary
from tests.factories import make_editor, sign_in


def test_every_line_of_the_files_is_whole():
    for path in GLOSSARY_FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert {len(row) for row in rows} == {7}, path.name
    notions = [group.notion for group in read_glossary()]
    assert len(notions) == len(set(notions)) > 300


def test_terms_of_several_words_widen_what_they_cover():
    glossary = Glossary.from_groups(
        [Group("x", "same", {"en": ("PPP", "public-private partnership"), "fr": ("PPP",)})]
    )
    (widening,) = glossary.widen("en", ["build", "ppp"], "en")
    assert (widening.start, widening.end, len(widening.terms)) == (1, 2, 3)
    assert glossary.widen("en", ["build"], "en") == []


@pytest.mark.django_db
def test_the_glossary_of_the_files_stands_in_the_table():
    assert GlossaryEntry.objects.filter(language="ar").count() > 300
    entry = GlossaryEntry.objects.get(notion="sewage treatment plant", language="en")
    assert "WWTP" in entry.terms.splitlines()


@pytest.fixture
def glossary_of_its_own():
    """What is kept of the glossary for some seconds would answer other tests."""
    yield
    forget_glossary()


@pytest.mark.django_db
def test_an_editors_entry_works_at_once(glossary_of_its_own):
    current_writer(5).rebuild([])
    library = LibraryPage.objects.get(locale__language_code="en", depth=3)
    library.add_child(instance=ArticlePage(title="Handcarts", locale=library.locale))
    settle()
    ask = Client().get
    assert ask("/en/search/?q=zzyzx").context["answer"]["total"] == 0
    GlossaryEntry.objects.create(notion="carts", language="en", terms="zzyzx\nhandcart")
    assert ask("/en/search/?q=zzyzx").context["answer"]["total"] == 1


@pytest.mark.django_db
def test_editors_of_the_programme_keep_the_glossary():
    person = Person.objects.create_user("p@site.example", "plain lake water 7", name="Petra")
    make_editor(person)
    may = {name for name in person.get_all_permissions() if name.startswith("search.")}
    assert may == {
        "search.add_glossaryentry",
        "search.change_glossaryentry",
        "search.delete_glossaryentry",
        "search.view_glossaryentry",
    }
    editor = sign_in(person, with_second_factor=True)
    glossary = editor.get("/cms/snippets/search/glossaryentry/", {"q": "sewage"})
    assert "sewage treatment plant" in glossary.content.decode()
