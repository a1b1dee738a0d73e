"""A report is decided once, whoever is at it; a story has so many photos and no more."""

import datetime
import io
import threading

import pytest
from django.db import IntegrityError

from pages.images import clean_picture
from pages.moving import NotAnyMore
from partnerships.models import Report, Story, StoryPhoto
from partnerships.models.monitoring import MOST_PHOTOS
from partnerships.monitoring.photos import NoMorePhotos, add_photo
from partnerships.reporting.actions import accept_report, hand_report_in, send_report_back
from tests.factories import OrganisationFactory, PersonFactory, drawn_picture
from tests.partnerships.making import make_partnership
from tests.races.at_once import PATIENCE, TIMES, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


def a_report():
    town = OrganisationFactory()
    return Report.objects.create(
        partnership=make_partnership(town, theme=None),
        owed_by=town,
        title="The year",
        due_on=datetime.date(2031, 1, 1),
    )


def a_story():
    one = make_partnership(OrganisationFactory(), theme=None)
    return Story.objects.create(
        partnership=one, title="They pay", words="W.", author=PersonFactory()
    )


def again(report):
    """A copy of the row, as another request has it."""
    return Report.objects.get(pk=report.pk)


def test_of_two_who_hand_it_in_at_once_one_does():
    for _turn in range(TIMES):
        report = a_report()
        copies = [(PersonFactory(), again(report)) for _number in range(2)]
        given = at_once(
            *(
                lambda person=person, copy=copy: hand_report_in(
                    by=person, report=copy, words=person.name, thing=""
                )
                for person, copy in copies
            )
        )
        assert [type(fault) for fault in faults(given)] == [NotAnyMore]
        report.refresh_from_db()
        assert report.words == report.handed_in_by.name


def test_it_is_accepted_or_sent_back_and_not_both():
    for _turn in range(TIMES):
        report, one, other = a_report(), PersonFactory(), PersonFactory()
        hand_report_in(by=PersonFactory(), report=report, words="Done.", thing="")
        first, second = again(report), again(report)
        given = at_once(
            lambda first=first, one=one: accept_report(by=one, report=first),
            lambda second=second, other=other: send_report_back(
                by=other, report=second, reason="More."
            ),
        )
        assert [type(fault) for fault in faults(given)] == [NotAnyMore]
        report.refresh_from_db()
        assert (report.state, report.decided_by) in {("accepted", one), ("returned", other)}


def test_of_eight_photos_at_once_six_have_a_place():
    for _turn in range(TIMES):
        story = a_story()

        def add(story=story):
            content = clean_picture(io.BytesIO(drawn_picture()))
            return add_photo(
                by=story.author, story=story, content=content, described="Seen", agreed="Asked."
            )

        given = at_once(*[add] * 8)
        assert [type(fault) for fault in faults(given)] == [NoMorePhotos] * 2
        places = story.photos.values_list("place", flat=True)
        assert sorted(places) == list(range(1, MOST_PHOTOS + 1))


def test_without_the_lock_two_look_for_one_place():
    """The control, which must be refused by the database."""
    both_looked = threading.Barrier(2)
    story = a_story()

    def careless():
        place = story.photos.count() + 1
        both_looked.wait(PATIENCE)
        more = {"width": 1, "height": 1, "described": "Seen", "agreed": "Asked."}
        return StoryPhoto.objects.create(story=story, place=place, **more)

    given = at_once(careless, careless)
    assert [type(fault) for fault in faults(given)] == [IntegrityError]
