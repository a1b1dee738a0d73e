"""A report is owed by the rule of a paper or by hand, reminded of, handed in, accepted."""

import datetime
import html
import io

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from partnerships.contracting.actions import add_instalment, offer_contract, sign_contract
from partnerships.models import Contract, Partner, Report, Risk
from partnerships.reporting import actions
from partnerships.reporting.reminding import raise_for_late_reports, remind_of_reports
from partnerships.roles import CONTROLLER, give
from people.models import AuditEntry
from tests.factories import (
    do_waiting_work,
    make_article,
    make_cast,
    make_contact,
    make_editor,
    sign_in,
)
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def one(cast):
    """Odette coordinates; Bruno speaks for High Pasture, Lena for the Lake towns."""
    one = make_partnership(cast.high_pasture, cast.lake)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    make_contact(cast.bruno, cast.high_pasture)
    return one


def a_report(cast, one, days=30, **more):
    return Report.objects.create(
        **{
            "partnership": one,
            "owed_by": cast.high_pasture,
            "title": "The first half year",
            "due_on": in_days(days),
            **more,
        }
    )


def handed_in(cast, one, **more):
    report = a_report(cast, one, **more)
    actions.hand_report_in(by=cast.bruno, report=report, words="We counted.", thing="")
    return report


def a_file(name="report.txt", content=b"Nothing."):
    return SimpleUploadedFile(name, content)


def a_sheet():
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return SimpleUploadedFile("Figures of May.xlsx", written.getvalue())


# -- What is owed ----------------------------------------------------------------------------------


def signed_paper(cast, one, *, parts=(), amends=None, **more):
    """A paper of all partners, signed today."""
    first = in_days(-30)
    paper = Contract.objects.create(
        **{
            "partnership": one,
            "number": one.contracts.count() + 1,
            "kind": "contract",
            "language": "en",
            "purpose": "Words.",
            "audit": "Once.",
            "grant": sum(value for value, _days in parts) or 20_000,
            "currency": "EUR",
            "starts_on": first,
            "ends_on": first + datetime.timedelta(days=1000),
            "amends": amends,
            **more,
        }
    )
    for value, days in parts:
        add_instalment(
            contract=paper, said={"value": value, "due_on": in_days(days), "condition": ""}
        )
    offer_contract(by=cast.petra, contract=paper)
    for person, organisation in ((cast.bruno, cast.high_pasture), (cast.lena, cast.lake)):
        sign_contract(
            by=person,
            contract=paper,
            organisation=organisation,
            seen_at=paper.changed_at.isoformat(),
        )
    return paper


def days_owed(**more):
    rows = Report.objects.filter(**more).order_by("owed_by", "due_on")
    return [(row.kind, (row.due_on - timezone.localdate()).days) for row in rows]


def test_a_contract_in_parts_owes_one_before_each_further_part_and_a_final_one(cast, one):
    Partner.objects.filter(organisation=cast.lake).update(role=Partner.Role.FUNDING)
    paper = signed_paper(cast, one, parts=((10_000, -10), (5_000, 200), (5_000, 400)))
    assert days_owed() == [("instalment", 200), ("instalment", 400), ("final", 970 + 90)]
    assert set(Report.objects.values_list("owed_by", flat=True)) == {cast.high_pasture.pk}
    page = text_of(sign_in(cast.bruno).get(reverse("contract", args=[paper.pk])))
    assert "A report is due before each instalment but the first" in page
    inside = text_of(sign_in(cast.bruno).get(reverse("partnership", args=[one.pk])))
    assert "Report before the instalment of" in inside


def test_paid_at_once_it_owes_one_a_year_and_a_memorandum_none(cast, one):
    signed_paper(cast, one, kind="memorandum", audit="")
    assert not Report.objects.exists()
    signed_paper(cast, one)
    kinds = Report.objects.filter(owed_by=cast.lake).values_list("kind", flat=True)
    assert list(kinds) == ["yearly", "yearly", "final"]
    assert Report.objects.filter(owed_by=cast.high_pasture).count() == 3


def test_a_paper_may_say_so_itself(cast, one):
    signed_paper(cast, one, reports="none")
    assert not Report.objects.exists()
    signed_paper(cast, one, kind="memorandum", audit="", reports="yearly")
    assert Report.objects.filter(kind="yearly").count() == 4


def test_no_report_is_due_before_the_paper_was_signed(cast, one):
    signed_paper(cast, one, starts_on=in_days(-500), ends_on=in_days(300))
    assert min(days for _kind, days in days_owed()) > 0


def test_an_amendment_owes_its_own_and_what_is_late_stays_owed(cast, one):
    paper = signed_paper(cast, one)
    first = Report.objects.filter(owed_by=cast.lake).order_by("due_on").first()
    Report.objects.filter(pk=first.pk).update(due_on=in_days(-3))
    signed_paper(cast, one, amends=paper, ends_on=in_days(100))
    left = Report.objects.filter(contract=paper)
    assert [row.pk for row in left] == [first.pk]
    assert days_owed(owed_by=cast.lake, contract__amends=paper) == [("final", 190)]


def test_an_amendment_does_not_owe_again_what_was_handed_in(cast, one):
    paper = signed_paper(cast, one)
    report = Report.objects.filter(owed_by=cast.lake).order_by("due_on").first()
    actions.hand_report_in(by=cast.lena, report=report, words="All of it.", thing="")
    again = signed_paper(cast, one, amends=paper)
    signed_paper(cast, one, amends=again)
    same = Report.objects.filter(owed_by=cast.lake, due_on=report.due_on)
    assert [row.pk for row in same] == [report.pk]


def test_a_coordinator_asks_by_hand_and_who_owes_it_is_told(cast, one):
    odette = sign_in(cast.odette)
    address = reverse("new_report", args=[one.pk])
    sent = {"title": "The visit", "due_on": in_days(60), "owed_by": cast.high_pasture.pk}
    assert "This day is over." in text_of(odette.post(address, {**sent, "due_on": in_days(-1)}))
    stranger = {**sent, "owed_by": cast.ferry_landing.pk}
    assert odette.post(address, stranger).status_code == 200
    assert not Report.objects.exists()
    odette.post(address, sent)
    report = Report.objects.get()
    assert (report.kind, report.state, report.made_by) == ("hand", "due", cast.odette)
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.bruno.email]
    assert "A report is asked of you" in letter.subject
    assert "The visit" not in letter.body
    assert sign_in(cast.bruno).get(address).status_code == 404


def test_it_is_asked_for_otherwise_until_it_is_handed_in(cast, one):
    odette, report = sign_in(cast.odette), a_report(cast, one)
    address = reverse("change_report", args=[report.pk])
    sent = {"title": "The year", "due_on": in_days(90), "owed_by": cast.lake.pk}
    odette.post(address, sent)
    report.refresh_from_db()
    assert (report.title, report.owed_by) == ("The year", cast.lake)
    assert sign_in(cast.lena).get(address).status_code == 404
    other = handed_in(cast, one)
    late = reverse("change_report", args=[other.pk])
    assert odette.post(late, sent).status_code == 409
    assert odette.post(late, {"remove": "1"}).status_code == 409
    odette.post(address, {"remove": "1"})
    assert list(Report.objects.all()) == [other]


def test_what_a_paper_asks_for_is_not_changed_by_hand(cast, one):
    signed_paper(cast, one)
    address = reverse("change_report", args=[Report.objects.first().pk])
    assert sign_in(cast.odette).post(address, {"remove": "1"}).status_code == 404


# -- Handing in and deciding -----------------------------------------------------------------------


def hand_in(browser, report, **sent):
    return browser.post(reverse("hand_report_in", args=[report.pk]), sent)


def decide(browser, report, then, reason=""):
    address = reverse("decide_on_report", args=[report.pk])
    return browser.post(address, {"then": then, "reason": reason})


def test_it_is_handed_in_sent_back_and_accepted(cast, one):
    report = a_report(cast, one)
    bruno, odette = sign_in(cast.bruno), sign_in(cast.odette)
    assert "Write the report, choose a file" in text_of(hand_in(bruno, report, words=" "))
    hand_in(bruno, report, words="We counted.")
    assert hand_in(bruno, report, words="Again.").status_code == 409
    assert "Say what is to be mended." in text_of(decide(odette, report, "send back"))
    decide(odette, report, "send back", "Count the corner too.")
    page = text_of(bruno.get(reverse("partnership_report", args=[report.pk])))
    assert "Count the corner too." in page
    assert "We counted." in text_of(bruno.get(reverse("hand_report_in", args=[report.pk])))
    hand_in(bruno, report, words="We counted it all.")
    decide(odette, report, "accept")
    report.refresh_from_db()
    assert (report.state, report.words) == ("accepted", "We counted it all.")
    assert decide(odette, report, "accept").status_code == 409
    told = set(Notice.objects.values_list("person__name", "once"))
    assert {name for name, once in told if ":sent-back:" in once} == {"Bruno Sel"}
    assert {name for name, once in told if ":handed-in:" in once} == {"Odette Marsh"}
    assert set(AuditEntry.objects.filter(act__contains="report").values_list("act", flat=True)) == {
        "partnerships.report-sent-back",
        "partnerships.report-accepted",
    }


def test_who_handed_it_in_does_not_accept_it(cast, one):
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    report = handed_in(cast, one)
    bruno = sign_in(cast.bruno)
    decide(bruno, report, "accept")
    page = text_of(bruno.get(reverse("partnership_report", args=[report.pk])))
    assert "Somebody else accepts it." in page
    report.refresh_from_db()
    assert report.state == "handed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="accepted", decided_by=cast.bruno)
    decide(sign_in(cast.petra), report, "accept")
    report.refresh_from_db()
    assert report.state == "accepted"


def test_only_the_side_that_owes_it_hands_it_in(cast, one):
    report = a_report(cast, one)
    for person in (cast.lena, cast.odette, cast.petra):
        assert hand_in(sign_in(person), report, words="Mine.").status_code == 404
    assert decide(sign_in(cast.bruno), handed_in(cast, one), "accept").status_code == 404


def test_nobody_else_reads_it_and_controllers_do_not(cast, one):
    give(CONTROLLER, by=cast.petra, person=cast.yara, partnership=one)
    report = handed_in(cast, one)
    addresses = (
        reverse("partnership_reports", args=[one.pk]),
        reverse("partnership_reports_file", args=[one.pk, "csv"]),
        reverse("partnership_report", args=[report.pk]),
        reverse("report_file", args=[report.pk]),
    )
    for address in addresses:
        for person in (cast.yara, cast.simon):
            assert sign_in(person).get(address).status_code == 404
    for person in (cast.lena, cast.odette, cast.petra, cast.bruno):
        assert sign_in(person).get(addresses[2]).status_code == 200
    read = AuditEntry.objects.filter(act="partnerships.report-read")
    assert [entry.by for entry in read] == [cast.petra]
    public = text_of(sign_in(cast.yara).get(reverse("partnership", args=[one.pk])))
    assert "The first half year" not in public


def test_a_file_is_private_and_its_opening_is_noted(cast, one, settings):
    report, bruno = a_report(cast, one), sign_in(cast.bruno)
    assert "ends in pdf" in text_of(hand_in(bruno, report, file=a_file()))
    hand_in(bruno, report, file=a_sheet())
    address = reverse("report_file", args=[report.pk])
    answer = bruno.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    opened = AuditEntry.objects.filter(act="partnerships.report-file-read")
    assert not opened.exists()
    for person in (cast.odette, cast.lena, cast.petra):
        sign_in(person).get(address)
    assert opened.count() == 3
    report.refresh_from_db()
    with pytest.raises(ValueError, match="not accessible"):
        report.file.url  # noqa: B018 - asking is the error
    # What is handed in again takes its place, and without a file it stays.
    first = report.file.path
    decide(sign_in(cast.odette), report, "send back", "More.")
    hand_in(bruno, report, words="See the file.")
    report.refresh_from_db()
    assert report.file.path == first


def test_a_text_of_the_library_is_a_report_for_who_may_read_it(cast, one):
    article = make_article(title="How the market changed")
    report, bruno = a_report(cast, one), sign_in(cast.bruno)
    assert "has this address" in text_of(hand_in(bruno, report, address="/en/library/none/"))
    hand_in(bruno, report, address=f"https://towns.example{article.url}")
    page = text_of(sign_in(cast.odette).get(reverse("partnership_report", args=[report.pk])))
    assert "How the market changed" in page
    article.unpublish()
    page = text_of(sign_in(cast.odette).get(reverse("partnership_report", args=[report.pk])))
    assert "How the market changed" not in page


def test_it_stands_on_the_desk_of_who_has_to_act(cast, one):
    report = a_report(cast, one, days=5)
    assert "The first half year" in text_of(sign_in(cast.bruno).get(reverse("desk")))
    assert "The first half year" not in text_of(sign_in(cast.odette).get(reverse("desk")))
    actions.hand_report_in(by=cast.bruno, report=report, words="Done.", thing="")
    assert "The first half year" not in text_of(sign_in(cast.bruno).get(reverse("desk")))
    for person in (cast.odette, cast.petra):
        assert "Accept it or send it back" in text_of(sign_in(person).get(reverse("desk")))


# -- Reminders and risks ---------------------------------------------------------------------------


def subjects():
    do_waiting_work()
    return [letter.subject for letter in mail.outbox]


def test_reminders_come_once_before_and_once_after_the_day(cast, one):
    report = a_report(cast, one, days=15)
    remind_of_reports()
    assert not subjects()
    Report.objects.filter(pk=report.pk).update(due_on=in_days(14))
    remind_of_reports()
    remind_of_reports()
    (soon,) = subjects()
    assert "due within two weeks" in soon
    Report.objects.filter(pk=report.pk).update(due_on=in_days(-1))
    remind_of_reports()
    remind_of_reports()
    assert sum("A report is late" in subject for subject in subjects()) == 1
    assert {letter.to[0] for letter in mail.outbox} == {cast.bruno.email}


def test_what_came_in_or_was_cancelled_is_not_reminded_of(cast, one):
    handed_in(cast, one, days=5)
    cancelled = make_partnership(cast.high_pasture, status="5")
    a_report(cast, cancelled, days=5)
    mail.outbox.clear()
    Notice.objects.all().delete()
    remind_of_reports()
    assert not Notice.objects.exists()


def test_a_report_that_is_two_weeks_late_is_a_risk_once(cast, one):
    report = a_report(cast, one, days=-14)
    raise_for_late_reports()
    assert not Risk.objects.exists()
    Report.objects.filter(pk=report.pk).update(due_on=in_days(-15))
    raise_for_late_reports()
    raise_for_late_reports()
    risk = Risk.objects.get()
    assert (risk.kind, risk.is_confidential, risk.written_by) == ("delay", False, None)
    page = text_of(sign_in(cast.odette).get(reverse("risk", args=[risk.pk])))
    assert "A report of High Pasture was due on" in page
    told = Notice.objects.filter(kind="partnerships.record")
    assert {notice.person for notice in told} == {cast.odette}
    actions.hand_report_in(by=cast.bruno, report=report, words="Done.", thing="")
    raise_for_late_reports()
    assert Risk.objects.count() == 1


# -- Lists -----------------------------------------------------------------------------------------


def test_lists_are_files_too_and_their_queries_do_not_grow(cast, one):
    make_editor(cast.petra)
    a_report(cast, one, title="=cmd()", days=3)
    odette, petra = sign_in(cast.odette), sign_in(cast.petra)
    addresses = (
        (odette, reverse("partnership_reports", args=[one.pk])),
        (odette, reverse("partnership_reports_file", args=[one.pk, "csv"])),
        (odette, reverse("partnership", args=[one.pk])),
        (petra, reverse("reports")),
        (petra, reverse("reports_file", args=["xlsx"])),
        (odette, reverse("reports")),
        (sign_in(cast.bruno), reverse("desk")),
    )

    def counted():
        found = []
        for browser, address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            found.append(len(queries))
        return found

    counted()
    before = counted()
    for number in range(19):
        other = make_partnership(cast.high_pasture, title=f"Number {number}")
        a_report(cast, other, title=f"Of {number}")
        a_report(cast, one, title=f"One of {number}", days=4)
    assert counted() == before
    sheet = odette.get(addresses[1][1]).content.decode()
    assert "'=cmd()" in sheet
    assert "Of 3" not in sheet.replace("One of 3", "")
    assert odette.get(reverse("reports_file", args=["pdf"])).status_code == 404


def test_long_lists_have_pages(cast, one):
    for number in range(31):
        a_report(cast, one, days=number, title=f"Number {number:02}")
    odette, address = sign_in(cast.odette), reverse("partnership_reports", args=[one.pk])
    first = text_of(odette.get(address))
    assert "Number 29" in first
    assert "Number 30" not in first
    assert "Number 30" in text_of(odette.get(address, {"page": "2"}))
    assert odette.get(address, {"page": "x"}).status_code == 400
