"""R9: who is named to read a risk, five at most, and who is taken off."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from pages.registries import own_data
from partnerships.models import RiskReader
from partnerships.risks import actions
from people.own_data.erasing import erase_rows
from tests.factories import do_waiting_work, make_cast, make_officer, sign_in
from tests.partnerships.making import make_coordinator
from tests.partnerships.making_risks import (
    SECRETS,
    WORDS,
    at,
    make_coordinated,
    text_of,
    write,
    write_confidential,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def one(cast):
    return make_coordinated(cast)


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
