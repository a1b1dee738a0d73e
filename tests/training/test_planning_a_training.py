"""A training is planned, signed up for, moved, cancelled, held; or entered when it is over."""

import datetime
import html

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from tests.factories import make_cast, sign_in
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.models import Course, Event, Participation
from training.signals import training_attended

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


def form_of(edition, organiser, *, days, **more):
    day = (timezone.now() + datetime.timedelta(days=days)).date().isoformat()
    return {
        "edition": edition.pk,
        "organiser": organiser.pk,
        "place": "Town hall",
        "language": "en",
        "from_on": day,
        "from_at": "09:00",
        "until_at": "16:00",
        "zone": "Africa/Lusaka",
        "way_in": "open",
        **more,
    }


@pytest.fixture
def edition(cast):
    return make_course(cast.lake)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette)


def test_a_course_and_its_edition_are_made(cast, odette):
    sent = {"name": "Weighing carts", "organisation": cast.ferry_landing.pk}
    odette.post(reverse("new_course"), sent)
    course = Course.objects.get()
    odette.post(
        reverse("add_edition", args=[course.pk]),
        {"label": "1st", "from_on": "2026-01-02", "manual": ""},
    )
    assert course.editions.get().label == "1st"
    answer = odette.post(reverse("new_course"), sent)
    assert "There is a course of that name" in text_of(answer)
    assert Course.objects.count() == 1


def test_nobody_enters_a_training_in_the_name_of_others(cast, odette, edition):
    answer = odette.post(reverse("new_training"), form_of(edition, cast.high_pasture, days=9))
    assert answer.status_code == 200
    assert not Event.objects.exists()


def test_p05_state_and_generation_are_no_fields(cast, odette, edition):
    sent = form_of(edition, cast.ferry_landing, days=9, state="held", generation="4")
    odette.post(reverse("new_training"), sent)
    event = Event.objects.get()
    assert (event.state, event.generation, event.made_by) == ("planned", 0, cast.odette)
    # Nine in the morning in Lusaka.
    assert event.starts_at.astimezone(datetime.UTC).hour == 7


def test_one_that_is_over_is_entered_as_held(cast, odette, edition):
    answer = odette.post(reverse("new_training"), form_of(edition, cast.ferry_landing, days=-9))
    event = Event.objects.get()
    assert event.is_held
    assert answer["Location"] == reverse("participants", args=[event.pk])


def test_it_must_end_after_it_begins_and_what_was_typed_stays(cast, odette, edition):
    sent = form_of(edition, cast.ferry_landing, days=9, until_at="08:00", title="Carts again")
    answer = odette.post(reverse("new_training"), sent)
    assert "It must end after it begins." in text_of(answer)
    assert 'value="Carts again"' in text_of(answer)
    assert not Event.objects.exists()


def test_one_signs_up_and_withdraws_until_it_begins(cast, edition):
    event = make_training(edition, cast.ferry_landing, days_ago=-5, by=cast.odette, capacity=1)
    place = reverse("own_place", args=[event.pk])
    bruno, yara = sign_in(cast.bruno), sign_in(cast.yara, with_second_factor=True)
    bruno.post(place, {"then": "sign-up"})
    own = Participation.objects.get()
    assert (own.person, own.state, own.organisation) == (cast.bruno, "signed-up", cast.high_pasture)
    assert "All places are taken." in text_of(yara.post(place, {"then": "sign-up"}, follow=True))
    assert bruno.post(place, {"then": "sign-up"}).status_code == 409 or own.state == "signed-up"
    bruno.post(place, {"then": "withdraw"})
    yara.post(place, {"then": "sign-up"})
    assert Participation.objects.get(person=cast.yara).state == "signed-up"
    Event.objects.update(starts_at=timezone.now() - datetime.timedelta(hours=1))
    assert yara.post(place, {"then": "withdraw"}).status_code == 409


def test_by_invitation_only_the_invited_sign_up(cast, edition):
    event = make_training(edition, cast.ferry_landing, days_ago=-5, way_in="invited")
    place = reverse("own_place", args=[event.pk])
    bruno = sign_in(cast.bruno)
    assert bruno.post(place, {"then": "sign-up"}).status_code == 409
    put_on_list(event, cast.bruno, state="invited")
    bruno.post(place, {"then": "sign-up"})
    assert Participation.objects.get().state == "signed-up"


def test_who_comes_is_told_where_it_moves_and_that_it_is_cancelled(cast, odette, edition):
    event = make_training(edition, cast.ferry_landing, days_ago=-5, by=cast.odette)
    put_on_list(event, cast.bruno, state="signed-up")
    sent = form_of(edition, cast.ferry_landing, days=12)
    odette.post(reverse("change_training", args=[event.pk]), sent)
    odette.post(reverse("cancel_training", args=[event.pk]))
    told = Notice.objects.filter(person=cast.bruno, kind="training.event")
    assert sorted(one.words["what"] for one in told) == ["cancelled", "moved"]
    assert odette.post(reverse("cancel_training", args=[event.pk])).status_code == 409
    assert event.title not in text_of(sign_in(cast.bruno).get(reverse("trainings")))


def test_it_counts_once_it_was_held_and_each_who_was_there_is_a_benefit(cast, odette, edition):
    event = make_training(edition, cast.ferry_landing, days_ago=-5, by=cast.odette)
    rows = [put_on_list(event, person, state="signed-up") for person in (cast.bruno, cast.yara)]
    held = reverse("hold_training", args=[event.pk])
    assert odette.post(held).status_code == 409
    Event.objects.update(starts_at=timezone.now() - datetime.timedelta(hours=1))
    told = []

    def hear(**sent):
        told.append((sent["person"], sent["key"]))

    training_attended.connect(hear)
    try:
        odette.post(held, {"there": [str(rows[0].pk)]})
        odette.post(
            reverse("enter_one", args=[event.pk]), {"name": "Wanda Reed", "role": "participant"}
        )
    finally:
        training_attended.disconnect(hear)
    states = dict(event.participations.values_list("person__name", "state"))
    assert states == {"Bruno Sel": "attended", "Yara Stone": "absent", "Wanda Reed": "attended"}
    assert [person.name for person, _key in told] == ["Bruno Sel", "Wanda Reed"]
    assert told[0][1] == f"training-participation:{rows[0].pk}"


def test_u18_a_title_can_begin_no_other_property_of_a_calendar(cast, edition):
    event = make_training(
        edition, cast.ferry_landing, days_ago=-5, title="Carts\r\nATTENDEE:mailto:x@y;,\\ z"
    )
    answer = sign_in(cast.bruno).get(reverse("training_calendar", args=[event.pk]))
    calendar = icalendar.Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    assert "ATTENDEE" not in entry
    assert "mailto:x@y;,\\ z" in entry["SUMMARY"]


def test_visitors_read_a_summary_without_names(client, cast, edition):
    event = make_training(edition, cast.ferry_landing, days_ago=-5)
    put_on_list(event, cast.odette, role="lead")
    for address in (reverse("trainings"), reverse("training", args=[event.pk])):
        said = text_of(client.get(address))
        assert event.title in said
        assert "Odette Marsh" not in said
    assert "Odette Marsh" in text_of(sign_in(cast.bruno).get(reverse("training", args=[event.pk])))


def test_the_list_costs_the_same_for_one_and_for_twenty(
    cast, edition, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bruno = sign_in(cast.bruno)
    counted = []
    for number in (1, 19):
        for _one in range(number):
            event = make_training(edition, cast.ferry_landing)
            put_on_list(event, cast.odette, role="lead")
        for address in (reverse("trainings"), reverse("course", args=[edition.course_id])):
            with CaptureQueriesContext(connection) as asked:
                assert bruno.get(address).status_code == 200
            counted.append(len(asked))
    assert counted[:2] == counted[2:]
