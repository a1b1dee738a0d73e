"""Benchmarks that everyone reads are found; drafts, and what is the group's, by nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarking.designing.actions import assent, open_benchmark, save_benchmark
from pages.models import Theme
from pages.registries import announce_things
from search.following import make_current
from search.reconciling import reconcile
from tests.benchmarking.making import make_benchmark, make_round, make_value, make_version
from tests.factories import make_contact, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_an_index")]


def hits(words, client=None):
    answer = (client or Client()).get(reverse("search"), {"q": words})
    return list(answer.context.get("hits", ()))


def titles(words, client=None):
    return [hit.title for hit in hits(words, client)]


def benchmark_of(cast, **more):
    words = "Why ibis lamps burn by day."
    found = make_benchmark(cast.lake, cast.ferry_landing, title="Heron lamps", words=words, **more)
    announce_things("changed", [found.scope])
    return found


@pytest.mark.parametrize("words", ["heron lamps", "ibis", "Lake", "curlews", "gannet poles"])
def test_a_benchmark_is_found_by_title_words_convener_theme_and_indicators(cast, words):
    found = benchmark_of(cast)
    found.themes.add(Theme.objects.create(slug="curlews", name_en="Curlews"))
    make_version(found, title="Gannet poles mended")
    make_current()
    hit = next(hit for hit in hits(words) if hit.title == "Heron lamps")
    assert hit.type_label == "Benchmark"
    assert hit.url == reverse("benchmark", args=[found.pk])


def test_a_draft_is_found_by_nobody_until_it_is_opened(cast):
    make_contact(cast.lena, cast.lake)
    found = benchmark_of(cast, state="draft")
    make_current()
    convener = sign_in(cast.lena)
    assert convener.get(reverse("benchmark", args=[found.pk])).status_code == 200
    for reader in (Client(), convener):
        assert titles("heron lamps", reader) == []
    open_benchmark(by=cast.lena, benchmark=found)
    make_current()
    assert titles("heron lamps") == ["Heron lamps"]


def test_what_is_changed_and_adopted_is_followed_and_the_index_agrees(cast):
    found = benchmark_of(cast)
    proposal = make_version(found, state="proposed", title="Gannet poles mended")
    make_current()
    assert titles("gannet poles") == []
    assent(by=cast.odette, version=proposal, organisations=[cast.ferry_landing])
    said = {name: getattr(found, name) for name in ("convener", "words", "promise", "language")}
    save_benchmark(
        by=cast.lena, benchmark=found, said={**said, "title": "Egret lamps", "themes": []}
    )
    make_current()
    assert titles("gannet poles") == titles("egret") == ["Egret lamps"]
    assert titles("heron") == []
    assert not reconcile(is_repairing=False)


def test_a_theme_and_a_convener_of_another_name_are_followed(cast):
    found = benchmark_of(cast)
    theme = Theme.objects.create(slug="curlews", name_en="Curlews")
    make_version(found).indicator.__class__.objects.update(theme=theme)
    make_current()
    theme.name_en = "Plovers"
    theme.save()
    cast.lake.name = "Bittern lands"
    cast.lake.save()
    make_current()
    assert "Heron lamps" in titles("plovers")
    assert "Heron lamps" in titles("bittern")


def test_comments_and_what_stands_beside_figures_are_not_in_the_index(cast):
    found = benchmark_of(cast)
    version = make_version(found)
    version.indicator.comments.create(text="A whimbrel is meant.", by=cast.odette)
    compared = make_round(found, version, state="compare", title="Avocet year")
    make_value(compared, version, cast.ferry_landing, 60, note="A godwit.")
    make_current()
    for words in ("whimbrel", "avocet", "godwit", cast.odette.name):
        assert "Heron lamps" not in titles(words)


def test_one_and_twenty_cost_the_same(cast):
    counted = []
    for number in (1, 19):
        for _one in range(number):
            make_version(benchmark_of(cast))
        make_current()
        assert hits("heron lamps")  # what is kept in this process is read the first time
        with CaptureQueriesContext(connection) as asked:
            assert hits("heron lamps")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_the_feed_has_what_everyone_reads(cast, client):
    benchmark_of(cast)
    make_benchmark(cast.hill, title="Nobody's yet", state="draft")
    feed = client.get(reverse("benchmarks_feed"))
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Heron lamps" in feed.content.decode()
    assert "Nobody's yet" not in feed.content.decode()
