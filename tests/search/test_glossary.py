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
    assert (
        "WWTP"
        in GlossaryEntry.objects.get(notion="sewage treatment plant", language="en").listed_terms()
    )


@pytest.mark.django_db
def test_an_editors_entry_works_at_once():
    current_writer(5).rebuild([])
    library = LibraryPage.objects.get(locale__language_code="en", depth=3)
    library.add_child(instance=ArticlePage(title="Handcarts", locale=library.locale))
    settle()
    ask = Client().get
    assert ask("/en/search/?q=zzyzx").context["answer"]["total"] == 0
    GlossaryEntry.objects.create(notion="carts", language="en", terms="zzyzx\nhandcart")
    assert ask("/en/search/?q=zzyzx").context["answer"]["total"] == 1


@pytest.mark.django_db
def test_editors_find_glossary_and_vain_words_in_the_cms():
    person = Person.objects.create_superuser(
        "admin@site.example", "plain lake water 7", name="Odette"
    )
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for path in ("glossaryentry", "vainquery"):
        answer = client.get(f"/cms/snippets/search/{path}/", follow=True)
        # A second factor may be asked for first; then the door is the login's business.
        assert answer.status_code == 200
