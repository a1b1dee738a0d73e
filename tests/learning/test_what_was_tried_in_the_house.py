"""What other rooms are told of reports of what was tried."""

import pytest

from learning.demo.loader import plant_library
from learning.models import TriedReport, WantedTranslation
from learning.trying.demo import plant_what_was_tried
from learning.wanted.demo import plant_wishes
from pages.prepare import prepare_ground
from people.arranging import lines_of_the_desk
from people.demo import persons_by_key, plant_people


@pytest.mark.django_db
def test_the_demo_has_reports_of_each_kind_and_planting_again_adds_none():
    prepare_ground()
    plant_people()
    plant_library()
    for _ in range(2):
        plant_what_was_tried()
        plant_wishes()
    reports = TriedReport.objects.all()
    assert reports.count() == 7
    assert reports.values("translation_key").distinct().count() == 2
    assert {one.standing.outcome for one in reports.confirmed()} == {
        "adopted",
        "adapted",
        "failed",
    }
    assert reports.filter(waiting__state="filed").get().organisation.name == "Lubanda"
    assert reports.filter(waiting__state="sent-back").count() == 1
    assert WantedTranslation.objects.count() == 6
    daniel = persons_by_key()["daniel-sikota"]
    assert [one for one in lines_of_the_desk(daniel) if "Lubanda tried" in one.title]
