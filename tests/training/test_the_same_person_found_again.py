"""Known persons are found for a line; two entries are merged, merges undone, two said to be two."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AuditEntry, Person
from tests.factories import AppointmentFactory, OrganisationFactory, make_cast, sign_in
from tests.standing import standing
from training.cascade.counting import recount
from training.models import Course, Edition, Event, Merge, NameKey, Participation, Resemblance, Role
from training.persons.entries import Entry
from training.persons.finding import likely
from training.persons.keeping import keep_keys, look_through_all, note_resemblances
from training.persons.merging import NotAnyMore, known_as, merge, say_not_the_same, undo
from training.persons.permissions import open_resemblances_for
from training.states import EventState

pytestmark = pytest.mark.django_db
BEGIN = datetime.datetime(2024, 3, 4, 9, tzinfo=datetime.UTC)


def an_event(organiser, course=None, months=0):
    course = course or Course.objects.create(name=f"Waste {months}", organisation=organiser)
    edition, _is_new = Edition.objects.get_or_create(course=course, label="first")
    begin = BEGIN + datetime.timedelta(days=30 * months)
    return Event.objects.create(
        edition=edition,
        organiser=organiser,
        title=f"Training {months}",
        language="en",
        starts_at=begin,
        ends_at=begin + datetime.timedelta(hours=6),
        state=EventState.HELD,
    )


def enter(event, name, town=None, role=Role.PARTICIPANT, phone=""):
    person = Person.objects.create_user(None, name=name, phone=phone)
    Participation.objects.create(
        event=event, person=person, entered_as=person, organisation=town, role=role
    )
    keep_keys([person.pk])
    return person


cast = standing(make_cast)


@pytest.fixture
def two(cast):
    """One human being, entered twice for a training of the lake towns."""
    event = an_event(cast.lake)
    one = enter(event, "محمد الورتاني", cast.ferry_landing, phone="+216 22 333 444")
    other = enter(
        an_event(cast.lake, months=1), "Ouertani, Mohamed", cast.ferry_landing, phone="0022333444"
    )
    enter(event, "Zora Pebble", cast.ferry_landing)
    note_resemblances([one.pk, other.pk])
    return one, other


def test_a_line_finds_whom_it_names_with_reasons(cast, two):
    line = Entry("Muhammad OUERTANI", ("Ferry Landing",), (), ("22 333 444",))
    (found,) = likely([line], cast.lena)
    assert {one.person_id for one in found} == {one.pk for one in two}
    assert all("same phone" in one.words for one in found)
    assert found[0].posts[0][0] == "Ferry Landing"


def test_who_is_merged_is_found_once(cast, two):
    merge(by=cast.lena, kept=two[0], other=two[1])
    line = Entry("Muhammad OUERTANI", ("Ferry Landing",), (), ("22 333 444",))
    (found,) = likely([line], cast.lena)
    assert [one.person_id for one in found] == [two[0].pk]


def test_of_whom_one_may_not_know_nothing_is_found(cast, two):
    line = Entry("Muhammad OUERTANI", ("Ferry Landing",), (), ("22 333 444",))
    for person in (cast.yara, cast.odette, cast.simon):
        assert likely([line], person) == [[]]
    assert likely([line], cast.petra)[0]


def test_who_leads_for_the_organiser_finds_its_participants_and_no_others(cast, two):
    lead = enter(an_event(cast.lake, months=2), "Lead Walker", role=Role.LEAD)
    enter(an_event(cast.hill, months=3), "Hilda Pasturewright", cast.high_pasture)
    (found, hidden) = likely(
        [
            Entry("Mohamed Ouertani", ("Ferry Landing",)),
            Entry("Hilda Pasturewright", ("High Pasture",)),
        ],
        lead,
    )
    assert found
    assert hidden == []


def test_queries_do_not_grow_with_lines_or_persons(cast, two):
    def asked(lines):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            likely(lines, cast.lena)
        return len(queries)

    few = asked([Entry("Mohamed Ouertani", ("Ferry Landing",))])
    event = an_event(cast.lake, months=4)
    for number in range(20):
        enter(event, f"Quill{number} Strand{number}", cast.ferry_landing)
    lines = [Entry(f"Strand{number} Quill{number}", ("Ferry Landing",)) for number in range(20)]
    assert asked(lines) == few


def test_keys_follow_what_changed_elsewhere(cast, two):
    person = two[0]
    Person.objects.filter(pk=person.pk).update(name="Quite Another", phone="")
    assert look_through_all() >= 1
    assert not NameKey.objects.filter(person=person, key__startswith="phone ").exists()
    assert not Resemblance.objects.filter(one=person).exists()
    assert look_through_all() == 0


def counts_as(person):
    return set(Participation.objects.filter(entered_as=person).values_list("person_id", flat=True))


def test_a_merge_moves_participations_and_undoing_brings_them_back(cast, two):
    one, other = two
    made = merge(by=cast.lena, kept=one, other=other)
    assert counts_as(other) == {one.pk}
    assert known_as([other.pk]) == {other.pk: one.pk}
    undo(by=cast.lena, merge=made)
    assert counts_as(other) == {other.pk}
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-2:] == ["training.merged", "training.merge-undone"]


def test_a_chain_of_merges_is_undone_link_by_link(cast, two):
    one, other = two
    third = enter(an_event(cast.lake, months=5), "M. Ouertani")
    inner = merge(by=cast.lena, kept=other, other=third)
    outer = merge(by=cast.lena, kept=one, other=other)
    assert counts_as(third) == counts_as(other) == {one.pk}
    undo(by=cast.lena, merge=inner)
    assert (counts_as(third), counts_as(other)) == ({third.pk}, {one.pk})
    undo(by=cast.lena, merge=outer)
    assert counts_as(other) == {other.pk}


def test_undoing_the_outer_merge_keeps_the_inner_one(cast, two):
    one, other = two
    third = enter(an_event(cast.lake, months=5), "M. Ouertani")
    merge(by=cast.lena, kept=other, other=third)
    outer = merge(by=cast.lena, kept=one, other=other)
    undo(by=cast.lena, merge=outer)
    assert counts_as(third) == counts_as(other) == {other.pk}


def test_the_generation_follows_a_merge_and_its_undoing(cast):
    course = Course.objects.create(name="Markets", organisation=cast.lake)
    learnt, led = an_event(cast.lake, course), an_event(cast.lake, course, months=6)
    pupil = enter(learnt, "Mina Karst")
    lead = enter(led, "Karst, Mina", role=Role.LEAD)
    recount(course)
    led.refresh_from_db()
    assert not led.is_generation_known
    made = merge(by=cast.lena, kept=pupil, other=lead)
    led.refresh_from_db()
    assert (led.generation, led.is_generation_known) == (1, True)
    undo(by=cast.lena, merge=made)
    led.refresh_from_db()
    assert not led.is_generation_known


def test_what_comes_too_late_or_is_ones_own_is_refused(cast, two):
    one, other = two
    made = merge(by=cast.lena, kept=one, other=other)
    for kept, gone in ((one, other), (other, one), (one, one)):
        with pytest.raises(NotAnyMore):
            merge(by=cast.lena, kept=kept, other=gone)
    undo(by=cast.lena, merge=made)
    with pytest.raises(NotAnyMore):
        undo(by=cast.lena, merge=made)
    with pytest.raises(NotAnyMore):
        merge(by=one, kept=one, other=other)


def test_the_database_lets_nobody_be_merged_twice_or_into_themselves(cast, two):
    one, other = two
    Merge.objects.create(kept=one, other=other)
    for kept, gone in ((cast.odette, other), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.create(kept=kept, other=gone)


def test_who_was_said_to_be_two_is_not_suggested_again(cast, two):
    (pair,) = open_resemblances_for(cast.lena)
    say_not_the_same(by=cast.lena, resemblance=pair)
    note_resemblances([one.pk for one in two])
    assert not open_resemblances_for(cast.lena).exists()
    with pytest.raises(NotAnyMore):
        say_not_the_same(by=cast.lena, resemblance=pair)


def test_an_editor_compares_merges_and_undoes(cast, two):
    client = sign_in(cast.lena)
    pair = Resemblance.objects.get()
    page = client.get(reverse("resemblances")).content.decode()
    assert str(pair.pk) in page
    assert "same phone" in page
    address = reverse("compare_persons", args=[pair.pk])
    shown = client.get(address).content.decode()
    assert "محمد الورتاني" in shown
    assert "Ouertani, Mohamed" in shown
    assert "22 333" not in shown
    assert "Choose one of the two." in client.post(address, {"then": "merge"}).content.decode()
    assert client.post(address, {"then": "merge", "kept": "one"}).status_code == 302
    assert client.post(address, {"then": "merge", "kept": "one"}).status_code == 409
    made = Merge.objects.get()
    assert str(made.pk) in client.get(reverse("merges")).content.decode()
    undoing = reverse("undo_merge", args=[made.pk])
    assert client.get(undoing).status_code == 200
    assert client.post(undoing).status_code == 302
    assert client.post(undoing).status_code == 409


def test_pages_are_not_there_for_others(cast, two):
    pair = Resemblance.objects.get()
    for person in (cast.yara, cast.odette, cast.simon):
        client = sign_in(person)
        assert client.get(reverse("compare_persons", args=[pair.pk])).status_code == 404
    assert sign_in(cast.odette).get(reverse("resemblances")).status_code == 404


def test_trainings_of_other_organisers_are_not_told(cast, two):
    foreign = an_event(cast.hill, months=9)
    Participation.objects.create(event=foreign, person=two[0], entered_as=two[0], function="Spy")
    client = sign_in(cast.lena)
    shown = client.get(reverse("compare_persons", args=[Resemblance.objects.get().pk]))
    assert foreign.title not in shown.content.decode()
    assert "Spy" not in shown.content.decode()


@pytest.mark.parametrize("name", ["resemblances", "merges"])
def test_queries_of_the_lists_do_not_grow(cast, two, name):
    client = sign_in(cast.lena)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    event = an_event(cast.lake, months=7)

    def add(number):
        one, other, third = (enter(event, f"{part} {number}") for part in ("Ab", "Cd", "Ef"))
        Resemblance.objects.create(one=one, other=other, score=3.0, reasons=["order"])
        Merge.objects.create(kept=one, other=third, by=cast.lena)

    add(0)
    asked()
    few = asked()
    for number in range(1, 20):
        add(number)
    assert asked() == few


def test_officers_of_members_are_found_without_a_training(cast):
    town = OrganisationFactory(name="Nowhere Near")
    stranger = AppointmentFactory(organisation=town, person__name="Zoltan Quickwater").person
    keep_keys([cast.odette.pk, stranger.pk])
    found = likely(
        [Entry("Marsh, Odette", ("Ferry Landing",)), Entry("Zoltan Quickwater", ("Nowhere Near",))],
        cast.lena,
    )
    assert [[one.person_id for one in of_line] for of_line in found] == [[cast.odette.pk], []]
