"""The whole way on the pages: offered, found, asked, accepted, agreed, met, held, closed."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Booking, Offer, Pair, Proposal, Request, Session
from people.models import Person
from tests.factories import do_waiting_work, make_cast, make_snapshot, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


@standing
def cast():
    cast = make_cast()
    Person.objects.filter(pk=cast.odette.pk).update(time_zone="Africa/Lusaka")
    Person.objects.filter(pk=cast.bruno.pk).update(time_zone="America/Lima")
    cast.odette.refresh_from_db()
    cast.bruno.refresh_from_db()
    return cast


def offer_form(**more):
    from pages.models import Theme

    return {
        "themes": [Theme.objects.get(slug="waste").pk],
        "languages": ["en"],
        "level": "specialist",
        "size": "medium",
        "hours": "2",
        "places": "1",
        "time_zone": "Africa/Lusaka",
        "seen_by": "signed-in",
        "words": "I can show you our books.",
        **more,
    }


def three_times(first):
    days = [first + datetime.timedelta(days=number) for number in range(3)]
    sent = {"minutes": "60", "link": "https://meet.example/1", "agenda": "Receipt books"}
    sent["key"] = "8a7c1f0e-2b3d-4e5f-8a9b-0c1d2e3f4a5b"
    for number, day in enumerate(days, 1):
        sent |= {f"day_{number}": day.isoformat(), f"hour_{number}": "16:00"}
    return sent


def test_the_whole_way(cast):
    with time_machine.travel(NOON, tick=False):
        mentor, mentee = sign_in(cast.odette), sign_in(cast.bruno)
        assert mentor.post(reverse("my_offer"), offer_form()).status_code == 302
        case = make_snapshot()
        page = mentee.get(case.address)
        assert reverse("mentors_about", args=[case.pk]) in page.content.decode()
        offer = Offer.objects.get()
        found = mentee.get(reverse("mentors_about", args=[case.pk])).content.decode()
        assert reverse("ask_mentor_about", args=[offer.pk, case.pk]) in found
        form = mentee.get(reverse("ask_mentor_about", args=[offer.pk, case.pk])).context["form"]
        sent = {"words": "How do you collect fees?", "key": form["key"].value()}
        asked = mentee.post(reverse("ask_mentor_about", args=[offer.pk, case.pk]), sent)
        request = Request.objects.get()
        assert asked["Location"] == reverse("mentoring_request", args=[request.pk])
        assert request.about_id == case.pk
        do_waiting_work()
        assert [one.subject for one in mail.outbox] == ["You have a new request"]
        assert "Bruno" not in mail.outbox[0].body
        address = reverse("mentoring_request", args=[request.pk])
        assert "Bruno Sel" in mentor.get(address).content.decode()
        assert mentor.post(address, {"then": "accept"}).status_code == 302
        pair = Pair.objects.get()
        seen = mentee.get(reverse("agreement", args=[pair.pk])).context["form"]["seen"].value()
        terms = {"goal_1": "Fees by ward", "rhythm": "monthly", "months": "6", "seen": seen}
        assert mentee.post(reverse("agreement", args=[pair.pk]), terms).status_code == 302
        page = mentor.get(reverse("pair", args=[pair.pk]))
        assert "Fees by ward" in page.content.decode()
        confirm = reverse("agreement_confirm", args=[pair.pk])
        assert mentor.post(confirm, {"seen": page.context["seen"]}).status_code == 302
        pair.refresh_from_db()
        assert pair.state == "under-way"

        mail.outbox.clear()
        sent = three_times(datetime.date(2027, 3, 10))
        answer = mentor.post(reverse("propose_times", args=[pair.pk]), sent)
        assert answer.status_code == 302, answer.context["form"].errors
        do_waiting_work()
        (times,) = [one for one in mail.outbox if "pick one" in one.subject]
        # 16:00 in Lusaka is 09:00 in Lima; neither the topic nor a name is in the mail.
        assert "Wednesday 10 March 2027, 09:00 (America/Lima, UTC-05:00)" in times.body
        assert "Receipt" not in times.body
        assert "Odette" not in times.body
        link = re.search(r"https?://[^/\s]+(/\S+by-mail/\S+)", times.body)[1]
        nobody = sign_in(cast.yara)
        nobody.logout()
        page = nobody.get(link)
        assert page.status_code == 200
        assert Session.objects.count() == 0
        starts_at = page.context["slots"][1].value
        assert nobody.post(link, {"starts_at": starts_at}).status_code == 200
        session = Session.objects.get()
        assert session.starts_at == datetime.datetime(2027, 3, 11, 14, tzinfo=datetime.UTC)
        assert Booking.objects.count() == 8

        moved = three_times(datetime.date(2027, 3, 20)) | {"key": request.key}
        move = reverse("session_move", args=[session.pk])
        assert mentee.post(move, moved).status_code == 302
        proposal = Proposal.objects.get(state="open")
        page = mentor.get(reverse("times", args=[proposal.pk]))
        starts_at = page.context["slots"][0].value
        mentor.post(reverse("times", args=[proposal.pk]), {"starts_at": starts_at})
        again = Session.objects.get()
        assert (again.uid, again.sequence) == (session.uid, 1)
        assert again.zone == "America/Lima"
        assert again.starts_at == datetime.datetime(2027, 3, 20, 21, tzinfo=datetime.UTC)
    with time_machine.travel(again.ends_at + datetime.timedelta(hours=1), tick=False):
        mentor, mentee = sign_in(cast.odette), sign_in(cast.bruno)
        page = mentee.get(reverse("session", args=[session.pk])).content.decode()
        assert "Did it take place?" in page
        mentee.post(reverse("session_held", args=[session.pk]), {"took_place": "yes"})
        again.refresh_from_db()
        assert again.state == "held"
        assert mentor.post(reverse("pair_end", args=[pair.pk])).status_code == 302
        pair.refresh_from_db()
        assert (pair.state, pair.ended_by) == ("ended", cast.odette)
        assert Offer.objects.get().free_places == 1
        assert timezone.now() > again.ends_at
