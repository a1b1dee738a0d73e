"""R7, P04: an administrator opens one record with a reason; RISK-2 with a second person's word."""

import datetime
import html
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.actions import choose_frequencies
from notices.kinds import kinds
from partnerships.contracting.actions import offer_contract, save_contract
from partnerships.models import Contract
from partnerships.risks.actions import change_risk
from people.audit import entries_open_to, name_of
from people.models import AuditEntry, ExceptionalOpening
from tests.factories import PersonFactory, do_waiting_work, make_cast, make_editor, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.partnerships.making_risks import make_risk
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
SECRET, REASON = "The zqtreasurer keeps two books.", "Order 12 of the district court"
NO_RECORD = uuid.UUID("00000000-0000-4000-8000-000000000000")


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def one(cast):
    one = make_partnership(cast.ferry_landing, cast.hill)
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    return one


@pytest.fixture
def risk(cast, one):
    """RISK-2, which Odette alone reads."""
    return make_risk(one, cast.odette, words=SECRET, is_confidential=True)


def make_paper(cast, one):
    said = {
        "purpose": "To zqlearn.", "work": "", "language": "en", "second_language": "",
        "starts_on": timezone.localdate(), "ends_on": timezone.localdate(), "grant": None,
        "currency": "", "is_investment": False, "audit": "",
    }  # fmt: skip
    return save_contract(by=cast.petra, partnership=one, contract=None, said=said)


def ask(person, reference, reason=REASON):
    return sign_in(person).post(
        reverse("openings"), {"reference": str(reference), "reason": reason}
    )


def asked(person, reference):
    answer = ask(person, reference)
    assert answer.status_code == 302, text_of(answer)
    return ExceptionalOpening.objects.get(asked_by=person, state__in=("waiting", "allowed"))


def decide(person, opening, then="allow"):
    return sign_in(person).post(reverse("opening", args=[opening.pk]), {"then": then})


def read(person, opening):
    return sign_in(person).post(reverse("opened_record", args=[opening.pk]))


def want_no_mail(person):
    """They have chosen never, of every kind."""
    choose_frequencies(by=person, chosen=dict.fromkeys([kind.key for kind in kinds], "never"))


def letters_to(person):
    return [letter for letter in mail.outbox if letter.to == [person.email]]


# -- With two --------------------------------------------------------------------------------------


def test_r7_a_second_person_allows_it_and_the_asker_reads_it(cast, risk):
    opening = asked(cast.simon, risk.pk)
    assert (opening.state, opening.asks_for_two) == ("waiting", True)
    assert read(cast.simon, opening).status_code == 404
    do_waiting_work()
    (told,) = letters_to(cast.petra)
    said = f"{told.subject} {told.body}"
    assert str(opening.pk) in said
    for word in (str(risk.pk), REASON, cast.simon.name, "Risk", "risk"):
        assert word not in said
    petra = sign_in(cast.petra)
    assert "asks to open a record" in text_of(petra.get(reverse("desk")))
    page = text_of(petra.get(reverse("opening", args=[opening.pk])))
    assert REASON in page
    assert str(risk.pk) in page
    assert decide(cast.petra, opening).status_code == 302
    mail.outbox.clear()
    page = text_of(read(cast.simon, opening))
    assert SECRET in page
    do_waiting_work()
    # Those whose record it is: that, a link, and nothing else.
    (told,) = letters_to(cast.odette)
    assert "A record needs your attention" in told.subject
    assert reverse("risk", args=[risk.pk]) in told.body
    for word in ("zqtreasurer", REASON, cast.simon.name, "exception"):
        assert word not in f"{told.subject} {told.body}"
    page = text_of(sign_in(cast.odette).get(reverse("risk", args=[risk.pk])))
    assert "Opened by exception" in page
    assert cast.simon.name in page
    assert REASON in page


def test_r7_who_allows_reads_nothing_and_who_reads_has_no_other_door(cast, risk):
    opening = asked(cast.simon, risk.pk)
    decide(cast.petra, opening)
    assert read(cast.petra, opening).status_code == 404
    read(cast.simon, opening)
    for name in ("risk", "change_risk", "risk_readers"):
        assert sign_in(cast.simon).get(reverse(name, args=[risk.pk])).status_code == 404
    assert str(risk.pk) not in text_of(sign_in(cast.simon).get(reverse("risks")))


def test_r7_nobody_decides_on_what_they_asked_themselves(cast, risk):
    opening = asked(cast.simon, risk.pk)
    assert decide(cast.simon, opening).status_code == 404
    opening.refresh_from_db()
    assert opening.state == "waiting"
    for fields in ({"decided_by": cast.simon}, {"decided_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExceptionalOpening.objects.filter(pk=opening.pk).update(
                state="allowed", decided_at=timezone.now(), **fields
            )


def test_r7_what_is_refused_stays_closed(cast, risk):
    opening = asked(cast.simon, risk.pk)
    assert decide(cast.petra, opening, "refuse").status_code == 302
    assert read(cast.simon, opening).status_code == 404
    assert decide(cast.petra, opening).status_code == 404
    assert not AuditEntry.objects.filter(act="people.opened-by-exception").exists()


def test_r3_a_reference_that_nothing_has_is_answered_alike(cast, risk):
    other = PersonFactory(name="Tilda Holm", is_superuser=True)
    real, vain = asked(cast.simon, risk.pk), asked(other, NO_RECORD)
    pages = []
    for person, opening in ((cast.simon, real), (other, vain)):
        page = text_of(sign_in(person).get(reverse("opening", args=[opening.pk])))
        page = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)
        for word in (opening.pk, opening.reference, person.name):
            page = page.replace(str(word), "…")
        pages.append(page)
    assert pages[0] == pages[1]
    decide(cast.petra, vain)
    page = text_of(read(other, vain))
    assert "Nothing is kept under this reference." in page
    assert not AuditEntry.objects.filter(act="people.opened-by-exception").exists()


@pytest.mark.parametrize("person", ["visitor", "odette", "lena", "petra"])
def test_only_administrators_ask(cast, risk, person):
    client = sign_in(getattr(cast, person)) if person != "visitor" else Client()
    sent = {"reference": str(risk.pk), "reason": REASON}
    for answer in (client.get(reverse("openings")), client.post(reverse("openings"), sent)):
        assert answer.status_code == (302 if person == "visitor" else 404)
        assert str(risk.pk) not in answer.get("Location", "")
    assert not ExceptionalOpening.objects.exists()


def test_others_know_of_no_opening(cast, risk):
    opening = asked(cast.simon, risk.pk)
    for person in (cast.odette, cast.lena, cast.bruno):
        client = sign_in(person)
        assert client.get(reverse("opening", args=[opening.pk])).status_code == 404
        assert decide(person, opening).status_code == 404
    # Once it is decided it is the asker's alone.
    decide(cast.petra, opening)
    assert sign_in(cast.petra).get(reverse("opening", args=[opening.pk])).status_code == 404


# -- Time, and one at a time -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked_ago", "decided_ago", "opened_ago", "may"),
    [
        ({"days": 2}, {"hours": 23}, None, True),
        ({"days": 2}, {"hours": 25}, None, False),
        ({"days": 2}, {"hours": 23}, {"minutes": 59}, True),
        ({"days": 2}, {"hours": 23}, {"minutes": 61}, False),
    ],
)
def test_r7_it_ends_by_itself_at_each_reading(cast, risk, asked_ago, decided_ago, opened_ago, may):
    now = timezone.now()
    ago = [
        None if one is None else now - datetime.timedelta(**one)
        for one in (asked_ago, decided_ago, opened_ago)
    ]
    opening = ExceptionalOpening.objects.create(
        asked_by=cast.simon, reference=risk.pk, reason=REASON, state="allowed",
        decided_by=cast.petra, asked_at=ago[0], decided_at=ago[1], opened_at=ago[2],
    )  # fmt: skip
    answer = read(cast.simon, opening)
    assert answer.status_code == (200 if may else 404)
    assert ("zqtreasurer" in text_of(answer)) == may


def test_r7_what_nobody_answers_for_three_days_is_over(cast, risk):
    opening = asked(cast.simon, risk.pk)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, minutes=1)):
        assert decide(cast.petra, opening).status_code == 404
        assert "asks to open" not in text_of(sign_in(cast.petra).get(reverse("desk")))
        assert asked(cast.simon, risk.pk).pk != opening.pk
    opening.refresh_from_db()
    assert opening.state == "over"


def test_never_two_at_once(cast, risk, one):
    opening = asked(cast.simon, risk.pk)
    other = make_risk(one, cast.odette, is_confidential=True)
    page = text_of(ask(cast.simon, other.pk))
    assert "One at a time" in page
    assert str(other.pk) in page  # What was typed stays.
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalOpening.objects.create(
            asked_by=cast.simon, reference=other.pk, reason=REASON, state="waiting"
        )
    sign_in(cast.simon).post(reverse("opening", args=[opening.pk]), {"then": "finish"})
    assert asked(cast.simon, other.pk).reference == other.pk


@pytest.mark.parametrize(
    "sent", [{"reference": "12", "reason": REASON}, {"reference": str(NO_RECORD), "reason": " "}]
)
def test_what_is_missing_is_said(cast, sent):
    answer = sign_in(cast.simon).post(reverse("openings"), sent)
    assert answer.status_code == 200
    assert sent["reference"] in text_of(answer)
    assert not ExceptionalOpening.objects.exists()


def test_r5_who_administers_no_longer_reads_no_longer(cast, risk):
    opening = asked(cast.simon, risk.pk)
    decide(cast.petra, opening)
    cast.simon.is_superuser = False
    cast.simon.save()
    assert read(cast.simon, opening).status_code == 404


# -- Where one person is enough --------------------------------------------------------------------


def test_r7_risk_1_opens_at_once_is_noted_and_its_readers_are_told(cast, one):
    risk = make_risk(one, cast.bruno, words=SECRET)
    opening = asked(cast.simon, risk.pk)
    assert opening.state == "allowed"
    mail.outbox.clear()
    assert SECRET in text_of(read(cast.simon, opening))
    assert SECRET in text_of(read(cast.simon, opening))
    do_waiting_work()
    (told,) = letters_to(cast.bruno)
    assert "A record needs your attention" in told.subject
    assert AuditEntry.objects.filter(thing=name_of(risk), by=cast.simon).count() == 2


def test_r7_what_has_become_confidential_since_asks_for_two(cast, one):
    risk = make_risk(one, cast.bruno, words=SECRET)
    opening = asked(cast.simon, risk.pk)
    said = {"kind": "delay", "words": SECRET, "measure": "", "is_confidential": True}
    change_risk(by=cast.bruno, risk=risk, said={**said, "likelihood": 3, "effect": 3})
    answer = read(cast.simon, opening)
    assert answer.status_code == 409
    assert "zqtreasurer" not in text_of(answer)


def test_r7_a_paper_opens_and_its_coordinators_are_told(cast, one):
    paper = make_paper(cast, one)
    mail.outbox.clear()
    assert "To zqlearn." in text_of(read(cast.simon, asked(cast.simon, paper.pk)))
    do_waiting_work()
    (told,) = letters_to(cast.bruno)
    assert "A record needs your attention" in told.subject
    page = text_of(sign_in(cast.bruno).get(reverse("contract", args=[paper.pk])))
    assert "Opened by exception" in page
    assert REASON in page


@pytest.mark.parametrize("what", ["risk", "contract"])
def test_r7_who_wants_no_mail_is_told_of_an_opening_all_the_same(cast, one, what):
    make = {"risk": lambda: make_risk(one, cast.bruno), "contract": lambda: make_paper(cast, one)}
    thing = make[what]()
    want_no_mail(cast.bruno)
    mail.outbox.clear()
    read(cast.simon, asked(cast.simon, thing.pk))
    do_waiting_work()
    (told,) = letters_to(cast.bruno)
    assert "A record needs your attention" in told.subject
    assert reverse(what, args=[thing.pk]) in told.body
    assert "List-Unsubscribe" not in told.extra_headers
    for word in (REASON, cast.simon.name, "exception"):
        assert word not in f"{told.subject} {told.body}"


def opened_and_told(cast, thing):
    """Who gets a mail when Simon opens it."""
    opening = asked(cast.simon, thing.pk)
    if opening.state == "waiting":
        decide(cast.petra, opening)
    do_waiting_work()
    mail.outbox.clear()
    assert read(cast.simon, opening).status_code == 200
    do_waiting_work()
    return {letter.to[0] for letter in mail.outbox}


def test_r7_who_speaks_for_those_that_sign_a_paper_is_told(cast, one):
    paper = make_paper(cast, one)
    # Of a draft they know nothing.
    assert opened_and_told(cast, paper) == {cast.bruno.email}
    ExceptionalOpening.objects.update(state="over")
    offer_contract(by=cast.petra, contract=paper)
    assert opened_and_told(cast, paper) == {cast.bruno.email, cast.yara.email}
    ExceptionalOpening.objects.update(state="over")
    paper.signatures.create(organisation=cast.hill)
    Contract.objects.filter(pk=paper.pk).update(state="signed")
    assert opened_and_told(cast, paper) == {cast.bruno.email, cast.yara.email}


def test_r7_a_paper_that_nobody_looks_after_is_told_to_the_programme(cast):
    paper = make_paper(cast, make_partnership(cast.ferry_landing))
    assert opened_and_told(cast, paper) == {cast.petra.email}
    assert reverse("contract", args=[paper.pk]) in mail.outbox[0].body


@pytest.mark.parametrize("is_confidential", [False, True])
def test_r7_a_risk_without_readers_is_told_to_the_programme_without_the_record(
    cast, is_confidential
):
    alone = make_partnership(cast.ferry_landing)
    risk = make_risk(alone, None, words=SECRET, is_confidential=is_confidential)
    make_editor(cast.simon)
    assert opened_and_told(cast, risk) == {cast.petra.email}
    (told,) = mail.outbox
    assert "A record needs your attention" in told.subject
    assert reverse("audit_log") in told.body
    for word in (str(risk.pk), "risk", REASON, cast.simon.name, "zqtreasurer"):
        assert word not in f"{told.subject} {told.body}"
    assert sign_in(cast.petra).get(reverse("notices")).status_code == 200


def test_r7_where_who_reads_it_has_left_the_programme_is_told(cast, risk):
    cast.odette.is_active = False
    cast.odette.save()
    assert opened_and_told(cast, risk) == {cast.petra.email}


@pytest.mark.parametrize(("contact", "said"), [("", ["people.W001"]), ("data@towns.example", [])])
def test_a_site_is_not_deployed_unwarned_without_a_contact_for_data_protection(
    settings, contact, said
):
    settings.DATA_PROTECTION_CONTACT = contact
    found = run_checks(include_deployment_checks=True)
    assert [one.id for one in found if one.id == "people.W001"] == said


# -- What is noted, and what nobody keeps ----------------------------------------------------------


def test_r8_each_step_is_noted_without_words_or_number(cast, risk, settings):
    settings.DATA_PROTECTION_CONTACT = "data@towns.example"
    opening = asked(cast.simon, risk.pk)
    decide(cast.petra, opening)
    read(cast.simon, opening)
    acts = {entry.act: entry for entry in AuditEntry.objects.filter(act__startswith="people.open")}
    assert acts.keys() == {
        "people.opening-asked",
        "people.opening-allowed",
        "people.opening-used",
        "people.opened-by-exception",
    }
    for entry in acts.values():
        for word in (str(risk.pk), str(opening.pk), "zqtreasurer"):
            assert word not in str(vars(entry))
    used = acts["people.opened-by-exception"]
    assert (used.thing, used.reason, used.is_sensitive) == (name_of(risk), REASON, True)
    # The log for editors tells that it happened, and of which record nothing.
    seen = entries_open_to(cast.petra).filter(act__startswith="people.open")
    assert set(seen.values_list("act", flat=True)) == acts.keys() - {"people.opened-by-exception"}
    assert not seen.filter(reason=REASON).exists()
    do_waiting_work()
    (told,) = [letter for letter in mail.outbox if letter.to == ["data@towns.example"]]
    assert opening.name_in_log in told.body
    for word in (str(risk.pk), str(opening.pk), cast.simon.name, REASON):
        assert word not in f"{told.subject} {told.body}"


def test_2c_pages_are_kept_by_nobody_and_hold_no_number_in_an_address(cast, risk):
    opening = asked(cast.simon, risk.pk)
    simon = sign_in(cast.simon)
    decide(cast.petra, opening)
    answers = [
        simon.get(reverse("openings")),
        simon.get(reverse("opening", args=[opening.pk])),
        read(cast.simon, opening),
    ]
    for answer in answers:
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert f"/{risk.pk}" not in text_of(answer)
    assert simon.get(reverse("opened_record", args=[opening.pk])).status_code == 405


def test_a_list_of_ten_asks_as_much_as_a_list_of_one(cast):
    simon = sign_in(cast.simon)

    def cost():
        with CaptureQueriesContext(connection) as context:
            assert simon.get(reverse("openings")).status_code == 200
        return len(context)

    for number in range(10):
        ExceptionalOpening.objects.create(
            asked_by=cast.simon, reference=uuid.uuid4(), reason=REASON, state="over"
        )
        if number == 0:
            cost()
            before = cost()
    assert cost() == before
