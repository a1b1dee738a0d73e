"""A placement is agreed by three, lived through, reported and rated by both organisations."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from internships.models import Placement, Rating
from internships.placing.actions import ask_again_after_a_year, end_those_that_are_over
from tests.factories import sign_in
from tests.internships.making import make_application, make_host_offer
from tests.internships.reading import at, text_of, told
from training.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(cast, host):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    own = make_application(offer, cast.odette, cast.ferry_landing)
    host.post(at(own, "application"), {"then": "accept"})
    return Placement.objects.get()


def write(client, placement, **more):
    placement.refresh_from_db()
    sent = {
        "objectives": "See how stalls are counted.",
        "activities": "Count with them.",
        "language": "es",
        "second_language": "en",
        "starts_on": placement.starts_on.isoformat(),
        "ends_on": placement.ends_on.isoformat(),
        "seen": placement.changed_at.isoformat(),
        **more,
    }
    return client.post(at(placement, "placement_agreement"), sent)


def confirm(client, placement, party):
    placement.refresh_from_db()
    sent = {"party": party, "seen": placement.changed_at.isoformat()}
    return client.post(at(placement, "placement_confirm"), sent)


def begin(placement, odette, sender, host):
    write(odette, placement)
    for client, party in ((odette, "person"), (sender, "sender"), (host, "host")):
        confirm(client, placement, party)
    placement.refresh_from_db()


def test_nothing_starts_before_three_confirmations_and_then_a_duty_opens(
    cast, placement, odette, sender, host
):
    assert confirm(odette, placement, "person").status_code == 409  # nothing is written
    write(odette, placement)
    assert confirm(odette, placement, "host").status_code == 404
    confirm(odette, placement, "person")
    confirm(sender, placement, "sender")
    placement.refresh_from_db()
    assert placement.state == "agreeing"
    # Another word, and what was confirmed has to be confirmed anew.
    write(host, placement, objectives="See how stalls are counted, and count.")
    confirm(host, placement, "host")
    placement.refresh_from_db()
    assert placement.person_confirmed_at is None
    confirm(odette, placement, "person")
    assert not Duty.objects.exists()
    confirm(sender, placement, "sender")
    placement.refresh_from_db()
    assert placement.state == "under-way"
    assert Duty.objects.get().person == cast.odette


def test_an_agreement_changed_meanwhile_is_neither_confirmed_nor_written_over(
    placement, odette, host
):
    write(odette, placement)
    seen = placement.changed_at.isoformat()
    write(host, placement, objectives="Other ones.")
    sent = {"party": "person", "seen": seen}
    assert odette.post(at(placement, "placement_confirm"), sent).status_code == 409
    assert write(odette, placement, seen=seen).status_code == 409


def test_the_agreement_is_a_pdf_in_both_languages(placement, odette, sender, host):
    begin(placement, odette, sender, host)
    answer = odette.get(at(placement, "agreement_pdf"))
    assert answer.content.startswith(b"%PDF")


def test_the_weeks_the_check_and_a_problem_that_the_host_never_reads(
    both, placement, odette, sender, host
):
    cast, wanda = both
    begin(placement, odette, sender, host)
    odette.post(at(placement, "placement_week"), {"week": "1", "did": "Counted the east side."})
    odette.post(at(placement, "placement_check"), {"goes_well": "The counting."})
    odette.post(at(placement, "placement_problem"), {"text": "Nobody has time on Fridays."})
    page = at(placement, "placement")
    assert "Counted the east side." in text_of(host.get(page))
    assert "Nobody has time" not in text_of(host.get(page))
    assert "Nobody has time" in text_of(sender.get(page))
    problem = placement.problems.get()
    settle = reverse("settle_problem", args=[placement.pk, problem.pk])
    assert host.post(settle, {"text": "x"}).status_code == 404
    sender.post(settle, {"text": "We called them."})
    assert "We called them." in text_of(odette.get(page))
    assert "problem" in told(wanda)
    assert "problem" not in told(cast.bruno)


def test_it_ends_is_reported_and_rated_by_both_now_and_a_year_later(
    both, placement, odette, sender, host
):
    _cast, wanda = both
    begin(placement, odette, sender, host)
    rating = reverse("placement_rating", args=[placement.pk, "sender"])
    assert sender.get(rating).status_code == 409
    Placement.objects.update(
        ends_on=timezone.localdate() - datetime.timedelta(days=1),
        starts_on=timezone.localdate() - datetime.timedelta(days=9),
    )
    end_those_that_are_over()
    odette.post(at(placement, "placement_report"), {"text": "We count on one sheet now."})
    sender.post(rating, {"effect": "4", "words": "One sheet."})
    assert sender.get(rating).status_code == 409
    host.post(reverse("placement_rating", args=[placement.pk, "host"]), {"effect": "3"})
    assert host.get(reverse("placement_rating", args=[placement.pk, "sender"])).status_code == 404
    Placement.objects.update(ended_at=timezone.now() - datetime.timedelta(days=366))
    ask_again_after_a_year()
    ask_again_after_a_year()
    assert told(wanda).count("year") == 1
    sender.post(rating, {"effect": "5"})
    rated = Rating.objects.order_by("pk").values_list("side", "moment", "effect")
    assert list(rated) == [("sender", "end", 4), ("host", "end", 3), ("sender", "year", 5)]


def test_what_an_agreement_said_before_a_change_stays_readable_to_the_three(
    cast, placement, odette, sender, host
):
    write(odette, placement)
    assert not placement.versions.exists()
    confirm(odette, placement, "person")
    write(host, placement, objectives="See how rents are asked by the day.")
    version = placement.versions.get()
    assert version.replaced_by == cast.bruno
    address = reverse("agreement_version", args=[placement.pk, 1])
    for browser in (odette, sender, host):
        assert "Version 1" in text_of(browser.get(at(placement, "placement")))
        assert "See how stalls are counted." in text_of(browser.get(address))
    assert sign_in(cast.petra).get(address).status_code == 404
    assert odette.get(reverse("agreement_version", args=[placement.pk, 2])).status_code == 404
