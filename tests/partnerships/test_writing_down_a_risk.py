"""Risks: who reads which, what reaches a mailbox, a log and the database; readers; states; time."""

import datetime
import html
import io
import json
import logging

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages.moving import NotAnyMore
from pages.registries import own_data
from partnerships.models import Risk, RiskReader
from partnerships.risks import actions
from partnerships.risks.raising import ask_to_look_again
from partnerships.risks.retention import forget_old_risks
from partnerships.roles import COORDINATOR, take
from people.audit import entries_open_to, name_of
from people.models import AuditEntry
from people.own_data.erasing import erase_rows
from people.own_data.rules import rows_of
from tests.factories import do_waiting_work, make_cast, make_officer, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.partnerships.making_risks import make_risk
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "kind": "corruption",
    "words": "The zqtreasurer keeps two books.",
    "measure": "An audit by zqsomebody else.",
    "likelihood": "4",
    "effect": "5",
}
SECRETS = ("zqtreasurer", "zqsomebody")
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def one(cast):
    """A partnership of Ferry Landing, coordinated by Odette."""
    one = make_partnership(cast.ferry_landing, cast.hill)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return one


def at(name, thing):
    return reverse(name, args=[thing.pk])


def write(cast, one, **more):
    answer = sign_in(cast.odette).post(at("new_risk", one), {**WORDS, **more})
    assert answer.status_code == 302, text_of(answer)
    return Risk.objects.latest("made_at")


def write_confidential(cast, one):
    return write(cast, one, is_confidential="on")


# -- Who reads it ----------------------------------------------------------------------------------


def test_a_coordinator_writes_down_a_risk_and_the_others_are_told(cast, one):
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    mail.outbox.clear()
    risk = write(cast, one)
    assert (risk.weight, risk.state, risk.words) == (20, "open", WORDS["words"])
    do_waiting_work()
    (told,) = [letter for letter in mail.outbox if "attention" in letter.subject]
    assert told.to == [cast.bruno.email]
    assert "A record needs your attention" in told.subject
    assert str(risk.pk) in told.body
    said = f"{told.subject} {told.body}"
    assert not [word for word in (*SECRETS, "corruption", one.title) if word in said]


PERSONS = ("visitor", "odette", "named", "bruno", "yara", "petra", "simon")
READ = {
    # RISK-1: coordinators and who is named. RISK-2: who is named.
    "RISK-1": {"odette", "named"},
    "RISK-2": {"named"},
}


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("of_class", READ)
def test_p04_the_matrix_of_risks_role_by_class(cast, one, person, of_class):
    """Odette coordinates, Yara edits for a partner, Petra is the programme, Simon administers."""
    named = make_officer("Nora Key", cast.ferry_landing, "Secretary")
    risk = make_risk(one, named, is_confidential=of_class == "RISK-2", words="zqtreasurer")
    if of_class == "RISK-1":
        actions.name_reader(by=cast.odette, risk=risk, person=named)
    who = named if person == "named" else getattr(cast, person, None)
    client = sign_in(who) if who else Client()
    may = person in READ[of_class]
    for name in ("risk", "change_risk", "risk_readers"):
        answer = client.get(at(name, risk))
        assert answer.status_code == (302 if who is None else 200 if may else 404), name
        assert ("zqtreasurer" in text_of(answer)) == (may and name != "risk_readers")
    answer = client.post(at("print_risk", risk))
    assert answer.status_code == (302 if who is None else 200 if may else 404)
    answer = client.post(at("risk_state", risk), {"then": "accept"})
    assert answer.status_code == (302 if may or who is None else 404)
    risk.refresh_from_db()
    assert risk.state == ("accepted" if may else "open")
    assert (str(risk.pk) in text_of(client.get(reverse("risks")))) == may


def test_l33_lists_tell_of_no_risk_that_one_may_not_read(cast, one):
    risk = write_confidential(cast, one)
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    for person in (cast.bruno, cast.yara, cast.petra):
        page = text_of(sign_in(person).get(at("partnership_risks", one)))
        assert "There is none that you read." in page
        assert str(risk.pk) not in page
        assert "orruption" not in page
    # Who does not coordinate is not even told that there is such a list.
    assert "Risks" not in text_of(sign_in(cast.petra).get(at("partnership", one)))
    assert sign_in(cast.simon).get(at("partnership_risks", one)).status_code == 404
    assert "Risks" in text_of(sign_in(cast.odette).get(at("partnership", one)))


def test_p04_a_risk_that_is_not_ones_own_is_answered_like_none(cast, one):
    risk = write_confidential(cast, one)
    client = sign_in(cast.simon)
    closed = client.get(at("risk", risk))
    number = "00000000-0000-4000-8000-000000000000"
    absent = client.get(reverse("risk", args=[number]))
    assert closed.status_code == absent.status_code == 404
    assert text_of(closed).replace(str(risk.pk), number) == text_of(absent)
    assert {**closed.headers} == {**absent.headers}


def test_the_programme_writes_down_none_and_a_coordinator_of_another_neither(cast, one):
    other = make_partnership(title="Another")
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=other)
    for person in (cast.petra, cast.bruno, cast.yara, cast.simon):
        assert sign_in(person).post(at("new_risk", one), WORDS).status_code == 404
    assert not Risk.objects.exists()


def test_r5_who_coordinates_no_longer_reads_no_longer(cast, one):
    risk = make_risk(one, cast.odette)
    client = sign_in(cast.odette)
    assert client.get(at("risk", risk)).status_code == 200
    take(COORDINATOR, by=cast.petra, person=cast.odette, partnership=one)
    assert client.get(at("risk", risk)).status_code == 404


def test_what_was_typed_is_kept_where_something_is_missing(cast, one):
    answer = sign_in(cast.odette).post(at("new_risk", one), {**WORDS, "kind": ""})
    assert answer.status_code == 200
    assert "two books" in text_of(answer)
    assert not Risk.objects.exists()


# -- RISK-2: sealed, in no log, mail, search, export -----------------------------------------------


def test_l33_the_database_holds_no_word_of_risk_2(cast, one):
    risk = write_confidential(cast, one)
    assert risk.told() == (WORDS["words"], WORDS["measure"])
    for model in apps.get_models():
        cells = [
            bytes(cell) if isinstance(cell, memoryview) else cell
            for row in model.objects.values_list()
            for cell in row
        ]
        assert not [word for word in SECRETS if word in str(cells)], model
    out = io.StringIO()
    call_command("dumpdata", "partnerships", stdout=out)
    assert str(risk.pk) in out.getvalue()
    assert not [word for word in SECRETS if word in out.getvalue()]


def test_l33_the_database_refuses_risk_2_in_clear(cast, one):
    risk = write_confidential(cast, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(words="In clear")


def test_sealed_words_do_not_open_in_another_row_nor_with_another_key(cast, one, settings):
    risk, other = write_confidential(cast, one), write_confidential(cast, one)
    client = sign_in(cast.odette)
    Risk.objects.filter(pk=other.pk).update(sealed=risk.sealed)
    page = text_of(client.get(at("risk", other)))
    assert "These words cannot be opened any more." in page
    assert "zqtreasurer" not in page
    settings.NOTES_KEY = f"new\n{settings.NOTES_KEY}"
    out = io.StringIO()
    call_command("reseal_notes", stdout=out)
    assert out.getvalue() == "2 sealed anew, 0 that no key opens\n"
    settings.NOTES_KEY = "new"
    assert "zqtreasurer" in text_of(client.get(at("risk", risk)))
    settings.NOTES_KEY = "another"
    assert client.get(at("change_risk", risk)).status_code == 409


@pytest.mark.parametrize("name", ["risk", "change_risk", "risk_readers", "partnership_risks"])
def test_2c_answers_about_risks_are_kept_by_nobody_and_refer_nowhere(cast, one, name):
    risk = write_confidential(cast, one)
    answer = sign_in(cast.odette).get(at(name, one if name == "partnership_risks" else risk))
    assert answer.status_code == 200
    assert {key: answer[key] for key in HEADERS} == HEADERS


@pytest.mark.parametrize("name", ["risk", "change_risk", "risk_readers", "risk_state"])
def test_2c_no_number_stands_in_next_or_in_a_redirect(cast, one, name):
    risk = write_confidential(cast, one)
    address = at(name, risk)
    ask = "post" if name == "risk_state" else "get"
    answer = getattr(Client(), ask)(address)
    assert answer.status_code == 302
    assert str(risk.pk) not in answer["Location"]
    assert str(one.pk) not in answer["Location"]
    client = sign_in(cast.odette)
    sent = {"risk_state": {"then": "accept"}, "change_risk": WORDS}.get(name)
    if sent:
        answer = client.post(address, sent)
        assert answer.status_code == 302
        assert str(risk.pk) not in answer["Location"]


def test_2c_a_log_names_a_risk_by_a_sum_of_its_number(cast, one, monkeypatch, caplog):
    risk = write_confidential(cast, one)

    def fail(**_fields):
        raise RuntimeError("the disk is full")

    client = sign_in(cast.odette)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        sign_in(cast.petra).get(at("risk", risk))
        monkeypatch.setattr("partnerships.risks.actions.change_risk", fail)
        answer = client.post(at("change_risk", risk), WORDS)
    assert answer.status_code == 500
    assert "zqtreasurer" not in text_of(answer)
    assert "the disk is full" in caplog.text
    assert "Not Found: /en/partnerships/risks/" in caplog.text
    assert risk.name_in_log in caplog.text
    said = caplog.text + str([vars(line) for line in caplog.records])
    assert str(risk.pk) not in caplog.text
    assert not [word for word in SECRETS if word in said]


def test_2c_a_form_of_a_page_that_refers_nowhere_is_taken(cast, one):
    """Browsers then say `Origin: null`; that it is this site, another line tells."""
    risk = write_confidential(cast, one)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.odette, backend="django.contrib.auth.backends.ModelBackend")
    page = text_of(client.get(at("risk", risk)))
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"then": "accept", "csrfmiddlewaretoken": token}
    of_another = {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"}
    of_this = {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}
    assert client.post(at("risk_state", risk), sent, **of_another).status_code == 403
    assert client.post(at("risk_state", risk), sent, HTTP_ORIGIN="null").status_code == 403
    assert client.post(at("risk_state", risk), {"then": "accept"}, **of_this).status_code == 403
    assert client.post(at("risk_state", risk), sent, **of_this).status_code == 302


def test_2c_lists_files_and_feeds_tell_nothing_of_risks(cast, one):
    risk = write_confidential(cast, one)
    write(cast, one)
    client = sign_in(cast.odette)
    for address in (
        reverse("partnerships"),
        reverse("partnerships_file", args=["csv"]),
        reverse("outputs_feed"),
        at("partnership", one),
        f"/en/search/?q={SECRETS[0]}",
        f"/en/search/?q={SECRETS[1]}",
        "/sitemap.xml?map=1",
    ):
        said = client.get(address).content.decode()
        told = [word for word in (*SECRETS, str(risk.pk), "orruption") if word in said]
        assert [word for word in told if word not in address] == [], address


def test_l38_the_admin_knows_no_risk(cast, one):
    risk = write_confidential(cast, one)
    admin = sign_in(cast.simon, with_second_factor=True)
    for address in ("/cms/", "/cms/reports/site-history/", "/cms/reports/", "/en/log/"):
        said = text_of(admin.get(address, follow=True))
        assert str(risk.pk) not in said
        assert risk.name_in_log not in said
        assert not [word for word in SECRETS if word in said]


def test_d01_risk_2_is_in_no_copy_of_ones_data(cast, one):
    write_confidential(cast, one)
    write(cast, one, words="The zqcouncil changes.")
    rules = [rule for rule in own_data if rule.relation.startswith("partnerships.Risk")]
    assert len(rules) == 3
    told = ""
    for rule in rules:
        for row in rows_of(rule, cast.odette):
            told += json.dumps([str(getattr(row, name)) for name in rule.fields])
    assert "zqcouncil" in told
    assert not [word for word in SECRETS if word in told]


# -- R8: who opened it -----------------------------------------------------------------------------


def readings(risk):
    return list(
        AuditEntry.objects.filter(thing=name_of(risk), act="partnerships.risk-read").values_list(
            "by", flat=True
        )
    )


@pytest.mark.parametrize("is_confidential", [False, True])
def test_r8_each_reading_by_another_is_noted_without_content(cast, one, is_confidential):
    risk = write(cast, one, **({"is_confidential": "on"} if is_confidential else {}))
    actions.name_reader(by=cast.odette, risk=risk, person=cast.petra)
    sign_in(cast.odette).get(at("risk", risk))
    assert readings(risk) == []
    petra = sign_in(cast.petra)
    petra.get(at("risk", risk))
    petra.get(at("change_risk", risk))
    assert readings(risk) == [cast.petra.pk] * 2
    petra.post(at("print_risk", risk))
    sign_in(cast.odette).post(at("print_risk", risk))
    acts = AuditEntry.objects.filter(thing=name_of(risk))
    assert acts.filter(act="partnerships.risk-printed").count() == 2
    for entry in acts:
        assert entry.is_sensitive
        assert str(risk.pk) not in f"{entry.thing} {entry.reason}"
        assert "zqtreasurer" not in str(vars(entry))
    assert not entries_open_to(cast.petra).filter(thing=name_of(risk)).exists()
    assert not entries_open_to(cast.simon).filter(thing=name_of(risk)).exists()
    # The matrix: a coordinator sees the log of the own partnership, and not of RISK-2.
    page = text_of(sign_in(cast.odette).get(at("risk", risk)))
    assert ("Opened by others" in page) is not is_confidential


def test_r8_who_may_not_read_it_leaves_no_reading(cast, one):
    risk = write_confidential(cast, one)
    sign_in(cast.simon).get(at("risk", risk))
    assert readings(risk) == []


def test_2c_what_is_printed_says_by_whom(cast, one):
    risk = write_confidential(cast, one)
    page = text_of(sign_in(cast.odette).post(at("print_risk", risk)))
    assert "Printed by Odette Marsh" in page
    assert "zqtreasurer" in page
    assert sign_in(cast.odette).get(at("print_risk", risk)).status_code == 405


# -- Named readers ---------------------------------------------------------------------------------


def more_readers(cast, risk, number):
    for count in range(number):
        person = make_officer(f"Reader {count}", cast.ferry_landing, "Clerk")
        actions.name_reader(by=cast.odette, risk=risk, person=person)


def test_r9_five_read_it_and_a_sixth_is_refused_in_words(cast, one):
    risk = write_confidential(cast, one)
    more_readers(cast, risk, 4)
    client = sign_in(cast.odette)
    page = text_of(client.post(at("risk_readers", risk), {"person": cast.petra.pk}))
    assert "Five people read it already." in page
    assert risk.readers.count() == 5


def test_r9_no_sixth_row_comes_by_any_way(cast, one):
    risk = write_confidential(cast, one)
    more_readers(cast, risk, 4)
    for place in (0, 1, 5, 6):
        with pytest.raises(IntegrityError), transaction.atomic():
            RiskReader.objects.create(risk=risk, person=cast.petra, place=place)


def test_a_named_reader_is_told_of_a_record_and_no_more(cast, one):
    risk = write_confidential(cast, one)
    do_waiting_work()
    mail.outbox.clear()
    sign_in(cast.odette).post(at("risk_readers", risk), {"person": cast.petra.pk})
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.petra.email]
    said = f"{letter.subject} {letter.body}"
    for word in (*SECRETS, "corruption", one.title, cast.odette.name, "risk is", "Risk"):
        assert word not in said
    assert "zqtreasurer" in text_of(sign_in(cast.petra).get(at("risk", risk)))


def test_who_is_taken_off_reads_no_longer_and_who_wrote_it_stays(cast, one):
    risk = write_confidential(cast, one)
    actions.name_reader(by=cast.odette, risk=risk, person=cast.petra)
    petra = sign_in(cast.petra)
    own, others = risk.readers.get(person=cast.odette), risk.readers.get(person=cast.petra)
    assert petra.post(at("risk_readers", risk), {"remove": own.pk}).status_code == 409
    assert risk.readers.count() == 2
    sign_in(cast.odette).post(at("risk_readers", risk), {"remove": others.pk})
    assert petra.get(at("risk", risk)).status_code == 404


def test_a_reader_of_another_risk_is_not_taken_off_here(cast, one):
    risk, other = write_confidential(cast, one), write_confidential(cast, one)
    row = other.readers.get()
    answer = sign_in(cast.odette).post(at("risk_readers", risk), {"remove": row.pk})
    assert answer.status_code == 404


def test_r9_what_is_made_confidential_is_sealed_and_does_not_open_again(cast, one):
    risk = write(cast, one)
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    client = sign_in(cast.odette)
    client.post(at("change_risk", risk), {**WORDS, "is_confidential": "on"})
    risk.refresh_from_db()
    assert (risk.is_confidential, risk.words, risk.measure) == (True, "", "")
    assert risk.told() == (WORDS["words"], WORDS["measure"])
    assert sign_in(cast.bruno).get(at("risk", risk)).status_code == 404
    client.post(at("change_risk", risk), WORDS)
    risk.refresh_from_db()
    assert risk.is_confidential


def test_d03_who_is_erased_leaves_no_name(cast, one):
    risk = write_confidential(cast, one)
    actions.name_reader(by=cast.odette, risk=risk, person=cast.petra)
    for rule in own_data:
        if rule.relation.startswith("partnerships.Risk"):
            erase_rows(rule, cast.odette)
    risk.refresh_from_db()
    assert risk.written_by is None
    assert list(risk.readers.values_list("person", flat=True)) == [cast.petra.pk]


# -- States, time, queries -------------------------------------------------------------------------


def test_a_risk_moves_on_by_the_table_and_is_opened_again(cast, one):
    risk = make_risk(one, cast.odette)
    client = sign_in(cast.odette)
    assert client.post(at("risk_state", risk), {"then": "close"}).status_code == 409
    assert client.post(at("risk_state", risk), {"then": "burn"}).status_code == 404
    for then, state in (
        *(("mitigate", "mitigated"), ("close", "closed"), ("open again", "open")),
        *(("accept", "accepted"), ("close", "closed")),
    ):
        assert client.post(at("risk_state", risk), {"then": then}).status_code == 302
        risk.refresh_from_db()
        assert risk.state == state
        assert bool(risk.closed_at) == (state == "closed")


def test_readers_are_reminded_once_on_the_day_of_review(cast, one):
    today = timezone.localdate()
    make_risk(one, cast.odette, review_on=today)
    later = today + datetime.timedelta(days=3)
    make_risk(one, cast.odette, review_on=later, is_confidential=True)
    for _day in range(2):
        ask_to_look_again()
    do_waiting_work()
    assert [letter.to for letter in mail.outbox if "record" in letter.subject] == [
        [cast.odette.email]
    ]
    assert "to look at again" in text_of(sign_in(cast.odette).get(at("partnership_risks", one)))


def test_risk_2_goes_two_years_after_it_was_closed(cast, one):
    long_ago = timezone.now() - datetime.timedelta(days=731)
    old, new = ({"state": "closed", "closed_at": at_} for at_ in (long_ago, timezone.now()))
    make_risk(one, cast.odette, is_confidential=True, **old)
    kept = {
        make_risk(one, cast.odette, is_confidential=True, **new).pk,
        make_risk(one, cast.odette, is_confidential=True).pk,
        make_risk(one, cast.odette, **old).pk,
    }
    forget_old_risks()
    assert set(Risk.objects.values_list("pk", flat=True)) == kept


def test_a_risk_moved_meanwhile_is_refused(cast, one):
    from partnerships.states import ACCEPT_RISK, MITIGATE

    risk = make_risk(one, cast.odette)
    actions.move_risk(by=cast.odette, risk=Risk.objects.get(), move=ACCEPT_RISK)
    with pytest.raises(NotAnyMore):
        actions.move_risk(by=cast.odette, risk=risk, move=MITIGATE)


def test_the_heaviest_come_first_and_closed_ones_last(cast, one):
    make_risk(one, kind="delay", likelihood=2, effect=2)
    make_risk(one, kind="elections", likelihood=5, effect=4)
    closed = {"state": "closed", "closed_at": timezone.now()}
    make_risk(one, kind="turnover", likelihood=5, effect=5, **closed)
    page = text_of(sign_in(cast.odette).get(at("partnership_risks", one)))
    assert page.index("Elections<") < page.index("Delay<") < page.index("Staff turnover<")


def test_a_list_of_twenty_asks_as_much_as_a_list_of_one(cast, one):
    client = sign_in(cast.odette)

    def asked(name, *args):
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(context)

    make_risk(one, cast.odette, owner=cast.odette)
    for name, args in (("partnership_risks", [one.pk]), ("risks", [])):
        asked(name, *args)
    before = [asked("partnership_risks", one.pk), asked("risks")]
    for _number in range(19):
        make_risk(one, cast.odette, owner=cast.bruno, is_confidential=True)
    assert [asked("partnership_risks", one.pk), asked("risks")] == before
