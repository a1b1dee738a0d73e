"""Who presses a button again and again sends others one mail a day."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.benchmarking.making import make_benchmark, make_round, make_version, send
from tests.benchmarking.reading import told
from tests.factories import make_officer, sign_in

pytestmark = pytest.mark.django_db


def moments():
    """Three minutes at noon of each of the next two days."""
    noon = timezone.now().replace(hour=12, minute=0)
    for day in (1, 2):
        for minute in range(3):
            with time_machine.travel(noon + datetime.timedelta(days=day, minutes=minute)):
                yield day


def test_values_sent_anew_ask_for_a_second_look_once_a_day(cast, group, odette, wanda):
    found = make_round(group, make_version(group))
    for day in moments():
        send(odette, cast, found)
        assert told(wanda) == ["confirm"] * day


def test_the_convener_hears_once_a_day_that_nobody_there_can_confirm(cast, group, odette):
    found = make_round(group, make_version(group))
    for day in moments():
        send(odette, cast, found)
        assert told(cast.lena) == ["alone"] * day


def test_who_is_named_again_and_again_hears_of_it_once_a_day(cast, group, odette):
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    nils = make_officer("Nils Oar", cast.ferry_landing, "Clerk")
    row = group.participations.get(organisation=cast.ferry_landing)
    page = reverse("benchmark_participation", args=[row.pk])
    for day in moments():
        for contact, second in ((wanda, nils), (nils, wanda)):
            odette.post(page, {"contact": contact.pk, "second": second.pk})
            row.refresh_from_db()
            assert (row.contact, row.second) == (contact, second)
        for person in (wanda, nils):
            assert sorted(told(person)) == ["contact"] * day + ["second"] * day


def test_who_leaves_and_joins_again_and_again_is_told_of_once_a_day(cast, odette):
    group = make_benchmark(cast.lake, is_open_to_others=True)
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    answer = {"organisation": cast.ferry_landing.pk, "contact": wanda.pk, "is_promised": "on"}
    for day in moments():
        odette.post(reverse("benchmark_join", args=[group.pk]), answer)
        row = group.participations.get(state="joined")
        assert (told(cast.lena), told(wanda)) == (["joined"] * day, ["contact"] * day)
        odette.post(reverse("benchmark_participation", args=[row.pk]), {"then": "leave"})


def test_who_is_invited_and_refuses_again_and_again_is_told_once_a_day(cast, odette):
    group = make_benchmark(cast.lake)
    for day in moments():
        # Sessions of staff end overnight.
        lena = sign_in(cast.lena)
        lena.post(reverse("benchmark_invite", args=[group.pk]), {"name": "Ferry Landing"})
        row = group.participations.get(state="invited")
        assert told(cast.odette) == ["invited"] * day
        odette.post(reverse("benchmark_participation", args=[row.pk]), {"then": "leave"})
