"""RISK-2: sealed in the database, and in no log, mail, list, search, export or page of the CMS."""

import io
import json
import logging

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from pages.registries import own_data
from partnerships.models import Risk
from people.own_data.rules import rows_of
from tests.factories import make_cast, sign_in
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
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


@pytest.fixture
def one(cast):
    return make_coordinated(cast)


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
