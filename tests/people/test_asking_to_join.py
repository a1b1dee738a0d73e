"""A visitor asks, shows that the address is theirs, and who knows the organisation decides."""

import datetime
import itertools

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from notices.models import Notice
from people.audit import name_of
from people.models import AuditEntry, Invitation, JoinRequest, MailDomain, Person, RoleGrant
from tests.factories import OrganisationFactory, PersonFactory, do_waiting_work, sign_in
from tests.people.joining import (
    accept_with,
    link_in_newest_mail,
    mails_to,
    make_contact,
)

pytestmark = pytest.mark.django_db

WANDA = "wanda-reed@ferry.example"
WORDS = {"name": "Wanda Reed", "email": WANDA, "post": "Town clerk", "level": "executive"}
_networks = itertools.count(1)


def visitor():
    """Somebody from a network of their own."""
    return Client(REMOTE_ADDR=f"203.0.113.{next(_networks) % 250}")


def ask(organisation, client=None, **more):
    address = reverse("join_ask", args=[organisation.pk])
    return (client or visitor()).post(address, WORDS | more)


def ask_and_prove(organisation, **more):
    ask(organisation, **more)
    return visitor().post(link_in_newest_mail(more.get("email", WANDA)))


def decide(person, then, reason=""):
    asked = JoinRequest.objects.latest("pk")
    address = reverse("join_request", args=[asked.pk])
    return sign_in(person).post(address, {"then": then, "reason": reason})


def test_an_organisation_is_found_by_a_part_of_its_name(cast):
    html = visitor().get(reverse("join"), {"q": "FERRY land"}).content.decode()
    assert reverse("join_ask", args=[cast.ferry_landing.pk]) in html
    assert "High Pasture" not in html
    nobody = visitor().get(reverse("join"), {"q": "zzz"}).content.decode()
    assert "No organisation of this name is here" in nobody
    assert visitor().get(reverse("join_ask", args=[999_999])).status_code == 404


@pytest.mark.parametrize(
    ("name", "typed"), [("São Tomé", "sao tome"), ("بلدية الأقصر", "بلديه الاقصر")]
)
def test_an_organisation_is_found_without_accents_and_however_its_letters_are_written(
    cast, name, typed
):
    found = OrganisationFactory(name=name)
    html = visitor().get(reverse("join"), {"q": typed}).content.decode()
    assert reverse("join_ask", args=[found.pk]) in html


def test_somebody_asks_proves_the_address_is_confirmed_and_comes_in(cast):
    assert ask(cast.ferry_landing)["Location"] == reverse("join_sent")
    assert not Notice.objects.exists()
    link = link_in_newest_mail(WANDA)
    assert visitor().post(link)["Location"] == reverse("join_waiting")
    assert decide(cast.lena, "confirm").status_code == 302
    client = visitor()
    accept_with(link_in_newest_mail(WANDA), client)
    person = Person.objects.get(email=WANDA)
    held = person.appointments.get()
    assert (held.organisation, held.post) == (cast.ferry_landing, "Town clerk")
    assert client.get(reverse("desk")).status_code == 200
    asked = JoinRequest.objects.get()
    assert asked.decided_by == cast.lena
    assert AuditEntry.objects.filter(
        act="people.request-confirmed", thing=name_of(asked), by=cast.lena
    ).exists()


def test_p18_the_mailed_link_opens_a_page_with_one_button_and_changes_nothing(cast):
    ask(cast.ferry_landing)
    link = link_in_newest_mail(WANDA)
    for method in ("get", "head"):
        assert getattr(visitor(), method)(link).status_code == 200
    assert JoinRequest.objects.get().proven_at is None
    assert not JoinRequest.objects.waiting().exists()


def test_the_link_that_proves_an_address_opens_once_and_for_two_days(cast):
    ask(cast.ferry_landing)
    link = link_in_newest_mail(WANDA)
    later = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=2, minutes=1)
    with time_machine.travel(later):
        assert visitor().get(link).status_code == 404
        assert visitor().post(link).status_code == 404
    assert visitor().post(link).status_code == 302
    assert visitor().post(link).status_code == 404
    assert visitor().get(reverse("join_confirm", args=["x" * 43])).status_code == 404


def test_s01_asking_with_a_known_address_looks_the_same(cast):
    PersonFactory(name="Wanda Reed", email=WANDA)
    unknown = "wanda-east@ferry.example"
    answers, pages, mails = [], [], []
    for email in (WANDA, unknown):
        client = visitor()
        answer = ask(cast.ferry_landing, client, email=email)
        answers.append((answer.status_code, answer["Location"], answer.content))
        pages.append(client.get(answer["Location"]).content)
        mails.append([(one.subject, len(one.body)) for one in mails_to(email)])
    assert answers[0] == answers[1]
    assert pages[0] == pages[1]
    assert mails[0] == mails[1]


def test_the_contact_is_told_and_the_desk_of_both_has_one_line(cast):
    make_contact(cast.odette, cast.ferry_landing)
    ask_and_prove(cast.ferry_landing)
    assert [notice.person for notice in Notice.objects.all()] == [cast.odette]
    do_waiting_work()
    told = [one for one in mail.outbox if one.to == [cast.odette.email]]
    assert len(told) == 1
    assert "Wanda" not in told[0].subject + told[0].body
    for person in (cast.odette, cast.lena):
        html = sign_in(person).get(reverse("desk")).content.decode()
        assert "1 person asks to join" in html
        assert reverse("join_requests") in html
    for person in (cast.bruno, cast.yara, cast.petra):
        assert "asks to join" not in sign_in(person).get(reverse("desk")).content.decode()


def test_without_a_contact_the_editors_of_the_association_are_told(cast):
    ask_and_prove(cast.ferry_landing)
    assert [notice.person for notice in Notice.objects.all()] == [cast.lena]


def test_a_decided_request_is_off_the_desk_and_no_longer_told(cast):
    ask_and_prove(cast.ferry_landing)
    make_contact(cast.odette, cast.ferry_landing)
    decide(cast.odette, "confirm")
    do_waiting_work()
    assert not [one for one in mail.outbox if one.to == [cast.lena.email]]
    assert "asks to join" not in sign_in(cast.lena).get(reverse("desk")).content.decode()


def test_a_refusal_needs_a_reason_which_the_person_reads(cast):
    ask_and_prove(cast.ferry_landing)
    without = decide(cast.lena, "refuse")
    assert 'href="#id_reason"' in without.content.decode()
    assert JoinRequest.objects.waiting().exists()
    decide(cast.lena, "refuse", "We know nobody\nof this name.")
    assert "We know nobody of this name." in mails_to(WANDA)[-1].body
    assert not Invitation.objects.exists()
    asked = JoinRequest.objects.get()
    assert (asked.outcome, asked.decided_by) == ("refused", cast.lena)


def test_p09_a_request_is_decided_once(cast):
    ask_and_prove(cast.ferry_landing)
    decide(cast.lena, "refuse", "We know nobody of this name.")
    assert decide(cast.lena, "confirm").status_code == 409
    assert JoinRequest.objects.get().outcome == "refused"
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["bruno", "yara", "odette"])
def test_others_do_not_learn_who_asks(cast, name):
    ask_and_prove(cast.ferry_landing)
    person = getattr(cast, name)
    assert decide(person, "confirm").status_code == 404
    address = reverse("join_request", args=[JoinRequest.objects.get().pk])
    assert sign_in(person).get(address).status_code == 404
    page = sign_in(person).get(reverse("join_requests"))
    assert "Wanda" not in page.content.decode()


def test_before_the_address_is_proven_nobody_decides_on_it(cast):
    ask(cast.ferry_landing)
    assert decide(cast.lena, "confirm").status_code == 404
    assert "Wanda" not in sign_in(cast.lena).get(reverse("join_requests")).content.decode()


def test_who_asks_again_replaces_what_they_asked(cast):
    ask_and_prove(cast.ferry_landing)
    ask_and_prove(cast.ferry_landing, post="Deputy clerk")
    assert JoinRequest.objects.waiting().get().post == "Deputy clerk"


def test_a_mail_domain_of_the_organisation_confirms_by_itself(cast):
    make_contact(cast.odette, cast.ferry_landing)
    add = reverse("mail_domains", args=[cast.ferry_landing.pk])
    assert sign_in(cast.odette).post(add, {"domain": " @Ferry.Example. "}).status_code == 302
    ask(cast.ferry_landing)
    client = visitor()
    answer = client.post(link_in_newest_mail(WANDA))
    assert "/join/invitation/" in answer["Location"]
    accept_with(answer["Location"], client)
    person = Person.objects.get(email=WANDA)
    assert person.appointments.get().organisation == cast.ferry_landing
    assert not RoleGrant.objects.filter(person=person).exists()
    assert not Notice.objects.filter(kind="people.asks-to-join").exists()


def test_a_mail_domain_confirms_nobody_from_elsewhere_or_for_another_organisation(cast):
    MailDomain.objects.create(organisation=cast.ferry_landing, domain="ferry.example")
    for email in ("eve@notferry.example", "eve@sub.ferry.example", "ferry.example@evil.example"):
        ask_and_prove(cast.ferry_landing, email=email)
    ask_and_prove(cast.high_pasture)
    assert not Invitation.objects.exists()
    assert JoinRequest.objects.waiting().count() == 4


def test_a_domain_that_is_taken_off_confirms_nobody_any_more(cast):
    MailDomain.objects.create(organisation=cast.ferry_landing, domain="ferry.example")
    ask(cast.ferry_landing)
    link = visitor().post(link_in_newest_mail(WANDA))["Location"]
    domain = MailDomain.objects.get()
    remove = reverse("mail_domain_remove", args=[domain.pk])
    assert sign_in(cast.yara).post(remove).status_code == 404
    assert sign_in(cast.lena).post(remove).status_code == 302
    assert accept_with(link).status_code == 404
    assert not Person.objects.filter(email=WANDA).exists()


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "someone@Yahoo.co.uk", "outlook.example", "town", "", "a b.example", "-.example"],
)
def test_free_mail_and_what_is_no_domain_is_refused(cast, domain):
    add = reverse("mail_domains", args=[cast.ferry_landing.pk])
    answer = sign_in(cast.lena).post(add, {"domain": domain})
    assert answer.status_code == 200
    assert "to-mend" in answer.content.decode()
    assert not MailDomain.objects.exists()


def test_five_a_day_from_one_network(cast):
    client = visitor()
    for number in range(5):
        assert ask(cast.ferry_landing, client, email=f"p{number}@ferry.example").status_code == 302
    answer = ask(cast.ferry_landing, client, email="p6@ferry.example")
    assert "Ask tomorrow" in answer.content.decode()
    assert JoinRequest.objects.count() == 5
    assert ask(cast.ferry_landing, email="p6@ferry.example").status_code == 302


def test_five_a_day_from_one_account(cast):
    client = sign_in(cast.bruno)
    for number in range(5):
        assert ask(cast.ferry_landing, client, email=f"p{number}@ferry.example").status_code == 302
    answer = ask(cast.ferry_landing, client, email="p6@ferry.example")
    assert "as often as a day allows" in answer.content.decode()
    assert JoinRequest.objects.count() == 5
    colleague = sign_in(cast.odette)
    assert ask(cast.ferry_landing, colleague, email="p6@ferry.example").status_code == 302


def test_one_mailbox_is_not_filled_from_many_networks(cast):
    answers = {ask(cast.ferry_landing).status_code for _ in range(8)}
    assert answers == {302}
    assert len(mails_to(WANDA)) == 5


def test_somebody_with_an_account_asks_for_another_organisation_and_accepts(cast):
    ask_and_prove(cast.lake, email=cast.odette.email)
    decide(cast.lena, "confirm")
    link = link_in_newest_mail(cast.odette.email)
    client = sign_in(cast.odette)
    assert client.post(link).status_code == 302
    assert cast.odette.appointments.filter(organisation=cast.lake).exists()
