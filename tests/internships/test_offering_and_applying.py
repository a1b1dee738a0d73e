"""A placement is offered, applied for and decided."""

import datetime

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from internships.models import Application, HostOffer, Placement
from internships.offering.actions import close_offers_whose_time_has_come
from internships.retention import forget_old
from people.models import AuditEntry
from tests.factories import make_officer, sign_in
from tests.internships.making import PDF, make_application, make_host_offer
from tests.internships.reading import at, text_of, told

pytestmark = pytest.mark.django_db


def form_of_offer(cast, **more):
    first = timezone.localdate() + datetime.timedelta(days=60)
    return {
        "host": cast.high_pasture.pk,
        "title": "Three weeks in a market office",
        "department": "Market office",
        "supervisor": cast.bruno.pk,
        "language": "es",
        "starts_on": first.isoformat(),
        "ends_on": (first + datetime.timedelta(days=20)).isoformat(),
        "mode": "on-site",
        "places": "2",
        "who_applies": "all",
        "closes_on": (first - datetime.timedelta(days=20)).isoformat(),
        "zone": "America/Lima",
        **more,
    }


# -- Offering --------------------------------------------------------------------------------------


def test_an_offer_is_written_published_and_closes_by_the_clock_of_its_host(client, cast, host):
    host.post(reverse("new_host_offer"), form_of_offer(cast))
    offer = HostOffer.objects.get()
    # I19: the end of that day in Lima is five hours later in UTC.
    assert offer.closes_at.astimezone(datetime.UTC).hour == 4
    assert client.get(at(offer, "host_offer")).status_code == 404
    host.post(at(offer, "host_offer_state"), {"then": "publish"})
    said = text_of(client.get(at(offer, "host_offer")))
    assert "23:59 (America/Lima)" in said
    assert "Bruno Sel" not in said
    assert offer.title in text_of(client.get(reverse("host_offers_feed")))
    calendar = icalendar.Calendar.from_ical(client.get(reverse("host_offers_calendar")).content)
    assert len(calendar.walk("VEVENT")) == 1
    HostOffer.objects.update(closes_at=timezone.now() - datetime.timedelta(minutes=1))
    close_offers_whose_time_has_come()
    assert HostOffer.objects.get().state == "closed"


def test_nobody_offers_for_a_host_they_do_not_answer_for(cast, host):
    answer = host.post(reverse("new_host_offer"), form_of_offer(cast, host=cast.ferry_landing.pk))
    assert answer.status_code == 200
    assert not HostOffer.objects.exists()
    assert sign_in(cast.odette).get(reverse("new_host_offer")).status_code == 404


def test_what_cannot_be_is_named_by_its_field_and_what_was_typed_stays(cast, host):
    first = timezone.localdate() + datetime.timedelta(days=60)
    sent = form_of_offer(
        cast, ends_on="2020-01-01", closes_on=first.isoformat(), supervisor=cast.odette.pk
    )
    said = text_of(host.post(reverse("new_host_offer"), sent))
    assert "It must end after it begins." in said
    assert "One applies before it begins" in said
    assert 'value="Market office"' in said
    assert not HostOffer.objects.exists()


# -- Applying --------------------------------------------------------------------------------------


def apply(client, offer, *, then="send", name="cv.pdf", content=PDF, letter="Let me count."):
    cv = SimpleUploadedFile(name, content) if content else None
    sent = {"letter": letter, "then": then, **({"cv": cv} if cv else {})}
    return client.post(at(offer, "apply"), sent, follow=True)


def test_a_draft_may_be_empty_and_is_its_writers_alone(cast, odette, host):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    apply(odette, offer, then="keep", content=None, letter="")
    own = Application.objects.get()
    assert (own.state, own.sender) == ("draft", cast.ferry_landing)
    assert host.get(at(own, "application")).status_code == 404
    said = text_of(apply(odette, offer, content=None, letter="Only a letter."))
    assert "it needs a letter and a CV" in said
    assert Application.objects.get().state == "draft"


def test_c07_sent_in_twice_is_sent_in_once_and_told_once(both, odette):
    cast, wanda = both
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    apply(odette, offer)
    apply(odette, offer)
    assert Application.objects.get().state == "submitted"
    assert (told(cast.bruno), told(wanda), told(cast.odette)) == (
        ["sent-in"],
        ["to-endorse"],
        ["received"],
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("cv.pdf", b"<html><script>"), ("cv.exe", b"MZ"), ("cv.csv", b"a,b\n1,2\n")],
)
def test_u01_what_is_no_cv_is_refused_and_the_letter_stays(cast, odette, name, content):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    said = text_of(apply(odette, offer, name=name, content=content))
    assert "Something needs mending" in said
    assert "Let me count." in said
    assert not Application.objects.exists()


def test_p05_nobody_decides_on_their_own_application_by_a_field_or_a_role(cast, odette):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    own = make_application(offer, cast.odette, cast.ferry_landing)
    for then in ("accept", "shortlist", "decline", "endorse", "ask"):
        sent = {"then": then, "state": "accepted", "text": "x", "reason": "x"}
        assert odette.post(at(own, "application"), sent).status_code == 404
    assert Application.objects.get().state == "submitted"


def test_staff_of_other_associations_cannot_apply_where_members_only_may(cast, odette):
    offer = make_host_offer(cast.high_pasture, cast.bruno, who_applies="members")
    assert odette.get(at(offer, "apply")).status_code == 404
    colleague = make_officer("Lino Gray", cast.hill, "Adviser")
    assert sign_in(colleague).get(at(offer, "host_offer")).status_code == 200


# -- Deciding --------------------------------------------------------------------------------------


def test_backed_shortlisted_asked_answered_and_accepted(both, odette, host, sender):
    cast, _wanda = both
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    own = make_application(offer, cast.odette, cast.ferry_landing)
    page = at(own, "application")
    sender.post(page, {"then": "endorse"})
    host.post(page, {"then": "shortlist"})
    host.post(page, {"then": "ask", "text": "Do you speak Spanish?"})
    question = own.questions.get()
    odette.post(page, {"then": "answer", "question": str(question.pk), "text": "Enough."})
    host.post(page, {"then": "accept"})
    own.refresh_from_db()
    assert (own.state, own.endorsed_at is not None) == ("accepted", True)
    assert own.questions.get().answer == "Enough."
    assert told(cast.odette) == ["endorsed", "shortlisted", "asked", "accepted"]
    assert own.placement.state == "agreeing"


def test_r8_reading_a_cv_is_noted_and_administrators_find_none(cast, host, odette):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    own = make_application(offer, cast.odette, cast.ferry_landing)
    answer = host.get(at(own, "application_cv"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == PDF
    odette.get(at(own, "application_cv"))
    assert [one.by for one in AuditEntry.objects.filter(act="internships.cv-read")] == [cast.bruno]
    for person in (cast.simon, cast.petra, cast.yara):
        client = sign_in(person, with_second_factor=True)
        allowed = person == cast.yara  # edits for the association the host belongs to
        assert (client.get(at(own, "application_cv")).status_code == 200) == allowed


def test_a_waiting_list_keeps_its_order_when_a_place_is_free_again(cast, host):
    offer = make_host_offer(cast.high_pasture, cast.bruno, places=1)
    people = [make_officer(f"Guest {n}", cast.ferry_landing, "Clerk") for n in ("A", "B", "C")]
    rows = [make_application(offer, one, cast.ferry_landing) for one in people]
    for row in rows:
        host.post(at(row, "application"), {"then": "accept"})
    assert states_of(rows) == ["accepted", "waiting", "waiting"]
    sign_in(people[0]).post(at(rows[0], "application"), {"then": "withdraw"})
    assert states_of(rows) == ["withdrawn", "accepted", "waiting"]
    assert HostOffer.objects.get().taken == 1
    assert Placement.objects.get().person == people[1]


def states_of(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def test_declined_with_a_reason_and_never_after_it_was_withdrawn(cast, host, odette):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    own = make_application(offer, cast.odette, cast.ferry_landing)
    page = at(own, "application")
    assert "Something needs mending" in text_of(host.post(page, {"then": "decline", "reason": ""}))
    host.post(page, {"then": "decline", "reason": "The office moves that month."})
    assert "The office moves that month." in text_of(odette.get(page))
    other = make_application(
        offer, make_officer("Guest", cast.ferry_landing, "Clerk"), cast.ferry_landing
    )
    sign_in(other.person).post(at(other, "application"), {"then": "withdraw"})
    # P09
    assert host.post(at(other, "application"), {"then": "accept"}).status_code == 409


# -- D04 -------------------------------------------------------------------------------------------


def test_d04_letters_and_cvs_go_when_their_time_is_over(cast, django_capture_on_commit_callbacks):
    offer = make_host_offer(cast.high_pasture, cast.bruno)
    people = [make_officer(f"Guest {n}", cast.ferry_landing, "Clerk") for n in ("A", "B")]
    late, recent = (
        make_application(
            offer,
            person,
            cast.ferry_landing,
            state="declined",
            reason="Full.",
            decided_at=timezone.now() - datetime.timedelta(days=days),
        )
        for person, days in zip(people, (29, 27), strict=True)
    )
    HostOffer.objects.update(closes_at=timezone.now() - datetime.timedelta(days=40))
    storage, name = late.cv.storage, late.cv.name
    with django_capture_on_commit_callbacks(execute=True):
        forget_old()
    assert set(Application.objects.values_list("pk", flat=True)) == {recent.pk}
    assert not storage.exists(name)
