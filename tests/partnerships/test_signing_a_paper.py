"""A memorandum or, by the rule, a contract is drawn up, signed by all partners, and amended."""

import datetime
import html
import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Notice
from partnerships.models import Contract, ContractSignature
from people.models import AuditEntry
from tests.factories import make_cast, make_contact, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "purpose": "Learn how rents are asked by the day.",
    "work": "Each goes to see the other once.",
    "starts_on": "2026-01-01",
    "ends_on": "2027-12-31",
    "language": "en",
    "second_language": "es",
}
INVESTMENT = {**WORDS, "grant": "4000", "currency": "EUR", "is_investment": "on"}


def pdf():
    """A file of one empty page."""
    written = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(written)
    return written.getvalue()


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def two_towns(cast):
    """Odette coordinates; Lena and Yara speak for the partners."""
    one = make_partnership(cast.lake, cast.hill)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return one


@pytest.fixture
def odette(cast, two_towns):
    return sign_in(cast.odette)


def draw_up(browser, partnership, sent=WORDS):
    answer = browser.post(reverse("new_contract", args=[partnership.pk]), sent)
    assert answer.status_code == 302, text_of(answer)
    return Contract.objects.order_by("-number").first()


def offer(browser, contract):
    browser.post(
        reverse("contract_state", args=[contract.pk]), {"then": "offer for signing"}, follow=True
    )
    contract.refresh_from_db()
    return contract.state


def sign(person, organisation, contract):
    contract.refresh_from_db()
    answer = sign_in(person).post(
        reverse("sign_contract", args=[contract.pk]),
        {"organisation": organisation.pk, "seen_at": contract.changed_at.isoformat()},
    )
    contract.refresh_from_db()
    return answer.status_code


@pytest.mark.parametrize(
    ("more", "kind", "reason"),
    [
        ({}, "memorandum", "a memorandum is enough"),
        ({"grant": "9000", "currency": "EUR"}, "memorandum", "10000 EUR or less"),
        ({"grant": "10000.01", "currency": "EUR"}, "contract", "above 10000 EUR"),
        ({"grant": "10", "currency": "EUR", "is_investment": "on"}, "contract", "an investment"),
    ],
)
def test_the_rule_says_which_paper_and_why(odette, two_towns, more, kind, reason):
    contract = draw_up(odette, two_towns, {**WORDS, **more})
    assert contract.kind == kind
    assert reason in text_of(odette.get(reverse("contract", args=[contract.pk])))


def test_both_partners_sign_a_memorandum(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    assert offer(odette, contract) == "signing"
    told = Notice.objects.filter(kind="partnerships.partnership").values_list("person", flat=True)
    assert set(told) == {cast.lena.pk, cast.yara.pk}
    assert sign(cast.lena, cast.lake, contract) == 302
    assert contract.state == "signing"
    assert sign(cast.yara, cast.hill, contract) == 302
    assert contract.state == "signed"
    assert contract.signed_at


def test_nobody_signs_for_a_partner_they_do_not_speak_for(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    offer(odette, contract)
    for person in (cast.lena, cast.odette):
        assert sign(person, cast.hill, contract) == 404
    assert sign(cast.bruno, cast.hill, contract) == 404
    assert not ContractSignature.objects.exists()


def test_what_was_changed_since_it_was_read_is_not_signed(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    offer(odette, contract)
    seen_at = contract.changed_at.isoformat()
    odette.post(reverse("contract_state", args=[contract.pk]), {"then": "take back"})
    odette.post(reverse("change_contract", args=[contract.pk]), {**WORDS, "purpose": "Other."})
    offer(odette, contract)
    answer = sign_in(cast.lena).post(
        reverse("sign_contract", args=[contract.pk]),
        {"organisation": cast.lake.pk, "seen_at": seen_at},
    )
    assert answer.status_code == 409
    assert not ContractSignature.objects.exists()


def test_a_contract_says_how_it_is_audited_and_its_instalments_are_the_grant(odette, two_towns):
    contract = draw_up(odette, two_towns, INVESTMENT)
    state = reverse("contract_state", args=[contract.pk])
    page = text_of(odette.post(state, {"then": "offer for signing"}, follow=True))
    assert "Say how the money is audited first." in page
    odette.post(
        reverse("change_contract", args=[contract.pk]), {**INVESTMENT, "audit": "Once a year."}
    )
    parts = reverse("contract_instalments", args=[contract.pk])
    odette.post(parts, {"value": "1500", "due_on": "2026-02-01"})
    page = text_of(odette.post(state, {"then": "offer for signing"}, follow=True))
    assert "The instalments are not as much as the grant." in page
    odette.post(parts, {"value": "2500", "due_on": "2026-08-01", "condition": "A report"})
    assert offer(odette, contract) == "signing"
    row = contract.instalments.first()
    assert odette.post(parts, {"remove": row.pk}).status_code == 409


def test_what_is_wrong_is_said_and_what_was_typed_stays(odette, two_towns):
    address = reverse("new_contract", args=[two_towns.pk])
    page = text_of(odette.post(address, {**WORDS, "ends_on": "2025-01-01", "grant": "5"}))
    assert "It must end after it begins." in page
    assert "Say in which currency the grant is." in page
    assert "Learn how rents are asked by the day." in page
    page = text_of(odette.post(address, {**WORDS, "ends_on": "9999-12-31"}))
    assert "This day is too far off." in page
    page = text_of(odette.post(address, {**WORDS, "is_investment": "on"}))
    assert "An investment is paid by a grant: say how much." in page
    assert not Contract.objects.exists()


def test_an_amendment_replaces_what_it_amends_once_it_is_signed(cast, odette, two_towns):
    first = draw_up(odette, two_towns)
    offer(odette, first)
    sign(cast.lena, cast.lake, first)
    sign(cast.yara, cast.hill, first)
    address = f"{reverse('new_contract', args=[two_towns.pk])}?amends={first.pk}"
    assert "Learn how rents are asked by the day." in text_of(odette.get(address))
    odette.post(address, {**WORDS, "ends_on": "2028-12-31"})
    second = Contract.objects.get(amends=first)
    offer(odette, second)
    sign(cast.lena, cast.lake, second)
    first.refresh_from_db()
    assert first.state == "signed"
    sign(cast.yara, cast.hill, second)
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "signed")


def test_r8_who_reads_a_contract_of_others_is_noted(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    address = reverse("contract", args=[contract.pk])
    assert sign_in(cast.lena).get(address).status_code == 404
    offer(odette, contract)
    for person in (cast.lena, cast.odette):
        assert sign_in(person).get(address).status_code == 200
    read = AuditEntry.objects.filter(act="partnerships.contract-read")
    assert not read.exists()
    assert sign_in(cast.petra).get(address).status_code == 200
    assert read.get().by == cast.petra


def test_a_stranger_finds_no_contract(client, cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    offer(odette, contract)
    for name in ("contract", "contract_pdf", "change_contract"):
        address = reverse(name, args=[contract.pk])
        assert sign_in(cast.bruno).get(address).status_code == 404
        assert client.get(address).status_code == 302
    assert "Memorandum" not in text_of(client.get(reverse("partnership", args=[two_towns.pk])))


def test_the_paper_with_ink_is_kept_by_its_side_and_judged_by_its_content(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    offer(odette, contract)
    sign(cast.lena, cast.lake, contract)
    address = reverse("contract_copy", args=[contract.pk, cast.lake.pk])
    lena = sign_in(cast.lena)
    paper = pdf()
    false = SimpleUploadedFile("signed.pdf", b"<html>no paper</html>")
    assert not lena.post(address, {"copy": false}).headers.get("Location")
    answer = lena.post(address, {"copy": SimpleUploadedFile("signed.pdf", paper)})
    assert answer.status_code == 302
    yara = sign_in(cast.yara)
    assert yara.post(address, {"copy": SimpleUploadedFile("a.pdf", paper)}).status_code == 404
    # The copy of another side is not theirs to read.
    assert yara.get(address).status_code == 404
    read = odette.get(address)
    assert read.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(read.streaming_content) == paper
    assert sign_in(cast.bruno).get(address).status_code == 404
    # Of a number that no database holds.
    address = reverse("contract_copy", args=[contract.pk, 10**30])
    assert odette.get(address).status_code == 404


def test_a_paper_costs_the_same_with_one_and_with_twenty_instalments(odette, two_towns):
    contract = draw_up(odette, two_towns, INVESTMENT)
    counted = []
    for number in (1, 19):
        for _one in range(number):
            contract.instalments.create(
                value=10,
                currency="EUR",
                valued_on=contract.starts_on,
                due_on=datetime.date(2026, 3, 1),
            )
        with CaptureQueriesContext(connection) as asked:
            odette.get(reverse("contract", args=[contract.pk]))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_who_comes_later_does_not_read_what_others_signed(cast, odette, two_towns):
    contract = draw_up(odette, two_towns)
    offer(odette, contract)
    sign(cast.lena, cast.lake, contract)
    sign(cast.yara, cast.hill, contract)
    make_contact(cast.bruno, cast.high_pasture)
    two_towns.partners.create(organisation=cast.high_pasture)
    address = reverse("contract", args=[contract.pk])
    assert sign_in(cast.bruno).get(address).status_code == 404
    two_towns.partners.filter(organisation=cast.lake).delete()
    page = text_of(sign_in(cast.lena).get(address))
    assert cast.lake.name in page
    assert cast.high_pasture.name not in page


def test_one_amendment_is_under_way_at_a_time(cast, odette, two_towns):
    first = draw_up(odette, two_towns)
    offer(odette, first)
    sign(cast.lena, cast.lake, first)
    sign(cast.yara, cast.hill, first)
    address = f"{reverse('new_contract', args=[two_towns.pk])}?amends={first.pk}"
    assert odette.post(address, WORDS).status_code == 302
    assert odette.post(address, WORDS).status_code == 409
    assert Contract.objects.filter(amends=first).count() == 1


def test_instalments_follow_the_currency_of_the_grant(odette, two_towns):
    contract = draw_up(odette, two_towns, INVESTMENT)
    parts = reverse("contract_instalments", args=[contract.pk])
    odette.post(parts, {"value": "4000", "due_on": "2026-02-01"})
    change = reverse("change_contract", args=[contract.pk])
    odette.post(change, {**INVESTMENT, "currency": "USD"})
    assert contract.instalments.get().currency == "USD"
    odette.post(change, WORDS)
    assert not contract.instalments.exists()
