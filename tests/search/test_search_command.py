"""`manage.py search` for people and scripts."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from learning.models import ArticlePage, LibraryPage
from pages.audiences import set_audience
from pages.registries import settle
from people.models import Appointment, Organisation, Person
from search.engines import current_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    current_writer(5).rebuild([])
    library = LibraryPage.objects.get(locale__language_code="en", depth=3)
    for title, identity in (("Handcarts at night", "carts.md"), ("Handcarts, closed", "shut.md")):
        page = ArticlePage(
            title=title,
            locale=library.locale,
            external_id=identity,
            body=[("text", "<p>Words about handcarts.</p>")],
        )
        library.add_child(instance=page)
    association = Organisation.objects.create(name="Lake Towns", kind="association")
    set_audience(page.translation_key, f"association:{association.pk}")
    person = Person.objects.create_user("odette@lake.example", "plain lake water 7", name="Odette")
    Appointment.objects.create(
        person=person,
        organisation=association,
        post="Adviser",
        level="specialist",
        from_on=date(2020, 1, 1),
    )
    settle()
    return library


def test_the_answer_in_json_holds_what_scripts_read(library, capsys):
    call_command("search", "handcart", "--json", "--language", "en", "--type", "article")
    answer = json.loads(capsys.readouterr().out)
    assert {"total", "took_ms", "engine", "facets", "hits"} <= answer.keys()
    assert answer["total"] == 1
    assert answer["facets"]["type"] == {"article": 1}
    (hit,) = answer["hits"]
    assert (hit["title"], hit["url"]) == ("Handcarts at night", "/en/library/handcarts-at-night/")
    assert (hit["language"], hit["type"]) == ("en", "article")
    assert hit["external_id"] == "carts.md"
    assert hit["part"]["url"].startswith("/en/library/handcarts-at-night/#b-")
    assert "<mark>handcarts</mark>" in hit["passage"]


def test_as_somebody_else_finds_what_they_may_read(library, capsys):
    call_command("search", "handcart", "--json", "--as", "odette@lake.example")
    assert json.loads(capsys.readouterr().out)["total"] == 2
    with pytest.raises(CommandError, match="nobody has the address"):
        call_command("search", "handcart", "--as", "nobody@lake.example")


def test_a_batch_answers_each_line_in_order(library, capsys, tmp_path):
    lines = [
        json.dumps({"query": "handcart", "language": "en", "limit": 1}),
        "no json",
        json.dumps({"query": "handcart", "as": "odette@lake.example"}),
        json.dumps({"query": "handcart", "odd": 1}),
        json.dumps({"query": "handcart", "limit": "many"}),
        json.dumps({"query": "handcart", "language": "fr"}),
    ]
    path = tmp_path / "requests.jsonl"
    path.write_text("\n".join(lines))
    call_command("search", batch=path)
    shown = capsys.readouterr()
    answers = [json.loads(line) for line in shown.out.splitlines()]
    assert [answer.get("total") for answer in answers] == [1, None, 2, None, None, 0]
    assert all("error" in answers[number] for number in (1, 3, 4))


def test_the_answer_for_people_is_readable(library, capsys):
    call_command("search", "handcart")
    shown = capsys.readouterr().out
    assert shown.startswith("1 found")
    assert "<mark>" not in shown


def test_nothing_to_look_for_says_what_to_do(library):
    with pytest.raises(CommandError, match="Say what to look for"):
        call_command("search")


def test_without_an_index_the_command_says_what_to_do(library, without_an_index):
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("search", "handcart")
