"""Who can confirm what waits is asked; the convener is told where nobody can."""

import pytest
from django.urls import reverse

from benchmarking.collecting.sending import ask_for_a_second_look
from tests.benchmarking.making import make_round, make_value, make_version, send
from tests.benchmarking.reading import text_of, told
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(group):
    return make_round(group, make_version(group))


def without_account(person):
    person.set_unusable_password()
    person.save()


def ask(cast, found, once):
    ask_for_a_second_look(by=None, found=found, organisation=cast.ferry_landing, once=once)


def test_a_second_person_without_an_account_cannot_confirm_and_the_convener_is_told(
    cast, found, odette, wanda
):
    without_account(wanda)
    send(odette, cast, found)
    assert (told(wanda), told(cast.lena)) == ([], ["alone"])


def test_where_two_wrote_the_convener_is_told_once_nobody_is_left_for_one_of_them(
    cast, group, found, odette, wanda
):
    first, second = found.versions.get(), make_version(group)
    found.versions.add(second)
    gone = make_officer("Nils Oar", cast.ferry_landing, "Clerk")
    for version, writer in ((first, wanda), (second, gone)):
        make_value(found, version, cast.ferry_landing, 60, state="sent", written_by=writer)
    # Wanda and Odette each confirm what the other did not write.
    ask(cast, found, "one")
    assert (told(wanda), told(cast.odette)) == (["confirm"], ["confirm"])
    assert told(cast.lena) == []
    # Odette can sign in no more: nobody is left for what Wanda wrote.
    without_account(cast.odette)
    ask(cast, found, "two")
    assert (told(wanda), told(cast.odette)) == (["confirm"] * 2, ["confirm"])
    assert told(cast.lena) == ["alone"]


def test_only_who_can_sign_in_is_named(cast, group, odette):
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    without_account(wanda)
    page = reverse(
        "benchmark_participation",
        args=[group.participations.get(organisation=cast.ferry_landing).pk],
    )
    assert "Wanda Reed" not in text_of(odette.get(page))
    odette.post(page, {"contact": cast.odette.pk, "second": wanda.pk})
    assert not group.participations.filter(second=wanda).exists()
    assert told(wanda) == []
