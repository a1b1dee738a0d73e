"""A benchmark among what was learnt in a partnership: from its page in one step, or by address."""

import pytest
from django.urls import reverse

from pages.models import Theme
from partnerships.models import Output
from partnerships.registries import known_to
from tests.benchmarking.making import make_benchmark, make_round, make_version
from tests.benchmarking.reading import text_of
from tests.factories import sign_in
from tests.partnerships.making import make_coordinator, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")


@pytest.fixture
def keeper(cast):
    """Odette keeps a partnership."""
    one = make_partnership(cast.lake)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return sign_in(cast.odette, with_second_factor=True), one


def test_its_page_offers_to_tie_it_to_who_keeps_a_partnership(cast, client, group, keeper, market):
    odette, one = keeper
    page = reverse("benchmark", args=[group.pk])
    address = f"{reverse('tie_thing')}?thing=benchmark%3A{group.pk}"
    assert address in text_of(odette.get(page))
    for reader in (client, sign_in(cast.bruno)):
        assert "Tie it to a partnership" not in text_of(reader.get(page))
    assert "Market rents" in text_of(odette.get(address))
    odette.post(address, {"partnership": one.pk, "theme": market.pk})
    assert Output.objects.get().thing == f"benchmark:{group.pk}"
    shown = text_of(client.get(reverse("partnership", args=[one.pk])))
    assert "Market rents" in shown
    assert page in shown
    assert "Market rents" in client.get(reverse("outputs_feed")).content.decode()


@pytest.mark.parametrize("door", ["benchmark", "round"])
def test_it_is_tied_by_its_address_or_by_that_of_a_round(cast, group, keeper, market, door):
    odette, one = keeper
    found = make_round(group, make_version(group), state="closed")
    address = {
        "benchmark": reverse("benchmark", args=[group.pk]),
        "round": reverse("benchmark_round", args=[found.pk]),
    }[door]
    sent = {"address": f"https://peerhall.example{address}", "theme": market.pk}
    assert odette.post(reverse("partnership_tie", args=[one.pk]), sent).status_code == 302
    assert Output.objects.get().thing == f"benchmark:{group.pk}"


def test_a_draft_is_nothing_to_learn_from(cast, keeper, market):
    odette, one = keeper
    draft = make_benchmark(cast.ferry_landing, state="draft", title="Not yet")
    page = reverse("benchmark", args=[draft.pk])
    assert "Tie it to a partnership" not in text_of(odette.get(page))
    sent = {"address": page, "theme": market.pk}
    said = text_of(odette.post(reverse("partnership_tie", args=[one.pk]), sent))
    assert "Nothing to learn from" in said
    assert known_to([draft.scope, "benchmark:x"], cast.odette) == {}
