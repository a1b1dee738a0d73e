"""Each room tells its stations to whom it shows them, and numbers from five on."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarking.models import ImprovementAction, PracticeNote, Round
from benchmarking.permissions import reads_figures, rounds_read_by
from benchmarking.trail import _words_read_by
from internships.models import Placement
from learning.trying import benefits
from people.models import Person
from tests.benchmarking.making import make_benchmark, make_round, make_version
from tests.duty.making import make_duty
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    make_article,
    make_cast,
    make_contact,
    sign_in,
)
from tests.impact.making import key_of, teach_by, tie
from tests.internships.making import make_application, make_host_offer
from tests.learning.making import make_report
from tests.partnerships.making import make_partnership
from tests.standing import standing
from tests.training.making import put_on_list
from training.models import Evidence

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def trail(text):
    return reverse("lesson_trail", args=["library-item", text.translation_key])


def shown_to(person, address):
    return html.unescape(sign_in(person).get(address).content.decode())


@pytest.fixture
def benchmark(cast):
    """Ferry Landing takes part, and Odette speaks for it; the lake's association convenes."""
    make_contact(cast.odette, cast.ferry_landing)
    return make_benchmark(cast.lake, cast.ferry_landing)


def test_a_note_that_names_a_text_is_a_station_for_who_reads_the_round(client, cast, benchmark):
    text = make_article(title="Rents by the day")
    version = make_version(benchmark)
    made = make_round(benchmark, version, state="learn")
    PracticeNote.objects.create(
        round=made,
        version=version,
        organisation=cast.ferry_landing,
        text=f"We wrote it down: https://peerhall.example{text.address} and so on.",
    )
    ImprovementAction.objects.create(
        round=made,
        version=version,
        organisation=cast.ferry_landing,
        text=f"Do as {text.address}, all of it",
        until=timezone.localdate(),
    )
    assert "how a town that is ahead does it" in shown_to(cast.odette, trail(text))
    assert "what a town will do next" in shown_to(cast.odette, trail(text))
    for other in (cast.bruno, cast.petra):
        assert "Stall rents collected" not in shown_to(other, trail(text))
    assert "Stall rents collected" not in client.get(trail(text)).content.decode()


def test_only_words_that_name_the_lesson_are_read(cast, benchmark):
    text, other = make_article(title="Rents by the day"), make_article(title="Fees")
    version = make_version(benchmark)
    made = make_round(benchmark, version, state="learn")
    towns = [cast.ferry_landing, cast.high_pasture]
    for one, town in zip((text, other), towns, strict=True):
        said = {"round": made, "version": version, "organisation": town}
        PracticeNote.objects.create(**said, text=f"See {one.address} for more")
        action = {**said, "until": timezone.localdate()}
        ImprovementAction.objects.create(**action, text=f"Do as {one.address}, all of it")
    read = [words for _pk, _title, words, _at, _note in _words_read_by(cast.odette, [text.pk])]
    assert read == [f"See {text.address} for more", f"Do as {text.address}, all of it"]


@pytest.mark.parametrize("state", ["collect", "compare", "closed"])
def test_rounds_read_by_somebody_are_those_whose_figures_they_read(cast, benchmark, state):
    make_round(benchmark, make_version(benchmark), state=state)
    make_round(make_benchmark(cast.hill, cast.high_pasture), state=state)
    late = make_benchmark(cast.lake)
    made = make_round(late, state=state)
    late.participations.create(
        organisation=cast.ferry_landing, state="joined", promised_at=timezone.now()
    )
    for person in Person.objects.all():
        if state == "collect":
            assert not rounds_read_by(person).exists()
            continue
        wanted = {one.pk for one in Round.objects.all() if reads_figures(person, one)}
        assert set(rounds_read_by(person).values_list("pk", flat=True)) == wanted
    assert made.pk


def test_duties_kept_by_trainings_on_a_text_are_told_from_five_on(client, cast):
    text = make_article(title="Rents by the day")
    first, _second = teach_by(text, cast.lake)
    for number in range(5):
        trainer = PersonFactory()
        row = put_on_list(first, trainer, role="lead", state="attended")
        Evidence.objects.create(
            duty=make_duty(trainer, days_ago=200, state="kept", settled_at=timezone.now()),
            key=f"training-given:{row.pk}",
            kind="training-given",
            happened_on=first.ended_on,
            benefit_on=first.ended_on - datetime.timedelta(days=9),
            state="confirmed",
            decided_at=timezone.now(),
        )
        page = html.unescape(client.get(trail(text)).content.decode())
        assert ("used 5 times to pass on" in page) == (number == 4)
        assert ("Used to pass on what was learnt" in page) == (number == 4)


def test_2b_who_went_to_an_offer_is_told_as_a_number_from_five_on(client, cast):
    host, now = OrganisationFactory(), timezone.now()
    offer = make_host_offer(host, cast.odette, places=6)
    tie(make_partnership(cast.lake), f"placement-offer:{offer.pk}")
    trail_of_it = reverse("lesson_trail", args=["placement-offer", offer.pk])
    for number in range(6):
        said = html.unescape(client.get(trail_of_it).content.decode())
        assert ("worked on in" in said) == (number >= 5)
        guest = PersonFactory()
        Placement.objects.create(
            application=make_application(offer, guest, cast.lake, state="accepted"),
            person=guest,
            sender=cast.lake,
            host=host,
            state="under-way",
            language="en",
            starts_on=now.date(),
            ends_on=now.date(),
            **dict.fromkeys(("person_confirmed_at", "sender_confirmed_at"), now),
            **dict.fromkeys(("host_confirmed_at", "begun_at"), now),
        )
    assert "worked on in 6 placements" in client.get(trail_of_it).content.decode()


def test_two_rooms_that_tell_of_one_station_have_it_once(client, cast, monkeypatch):
    from impact import trails
    from pages.registries import Station, TrailPart

    text = make_article(title="Rents by the day")
    partnership = make_partnership(cast.lake, title="Two towns")
    tie(partnership, key_of(text))
    url = reverse("partnership", args=[partnership.pk])
    again = TrailPart("from", "again", lambda _l, _r: {key_of(text): [Station(title="X", url=url)]})
    monkeypatch.setattr(trails, "trail", [*trails.trail, again])
    page = html.unescape(client.get(trail(text)).content.decode())
    assert page.count(f'href="{url}"') == 1


def test_what_came_of_trying_stands_in_the_sentence(client, cast, monkeypatch):
    from impact import trails
    from pages.registries import Station, TrailPart

    text = make_article(title="Rents by the day")
    came = ("adopted", "adopted", "did not work")
    stations = [Station(title=f"T{n}", url=f"/t/{n}/", note=note) for n, note in enumerate(came)]
    tried = TrailPart("tried", "Tried", lambda _lessons, _reader: {key_of(text): stations})
    monkeypatch.setattr(trails, "trail", [*trails.trail, tried])
    page = html.unescape(client.get(trail(text)).content.decode())
    assert "tried by 3 organisations (adopted: 2, did not work: 1)" in page


def test_an_association_that_tried_it_counts_and_is_not_called_a_municipality(client, cast):
    text = make_article(title="Rents by the day")
    partnership = make_partnership(cast.lake, title="Two towns")
    tie(partnership, key_of(text))
    make_report(cast.odette, text, cast.ferry_landing, confirmed_by=cast.lena)
    post = AppointmentFactory(organisation=cast.lake, post="Programme officer")
    make_report(post.person, text, cast.lake, outcome="adapted", confirmed_by=cast.lena)
    for address in (trail(text), reverse("impact_of_partnership", args=[partnership.pk])):
        page = html.unescape(client.get(address).content.decode())
        assert "tried by 2 organisations (Adapted: 1, Adopted: 1)" in page
    by_others = [one for one in lines_of_the_statement(cast.hill) if "tried its texts" in one]
    assert by_others == ["Organisations that tried its texts"]


def lines_of_the_statement(organisation):
    year = timezone.localdate().year
    found = benefits.lines(organisation=organisation, year=year, reader=None)
    return [str(one.what) for one in found]
