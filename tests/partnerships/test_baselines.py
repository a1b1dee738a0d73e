"""How strong a partner is, said by itself and by the others, again and again, shown as change."""

import datetime
import html
import random
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.baselines.permissions import baselines_visible_to, can_read_baselines
from partnerships.models import Baseline, DedicatedStaff
from people.models import AuditEntry
from tests.factories import OrganisationFactory, make_cast, make_contact, make_officer, sign_in
from tests.partnerships.calls import make_baseline
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "on": "2026-01-31",
    "commitment": "4",
    "commitment_evidence": "The mayor came.",
    "staffing": "2",
    "staffing_evidence": "One desk.",
    "staff": "odette marsh; 12\nSomebody New ; 4",
    "performance": "3",
    "performance_evidence": "Accounts on time.",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def one(cast):
    make_contact(cast.odette, cast.ferry_landing)
    make_contact(cast.bruno, cast.high_pasture)
    return make_partnership(cast.ferry_landing, cast.high_pasture)


def at(name, one, about=None):
    return reverse(name, args=[one.pk] if about is None else [one.pk, about.pk])


def said_by(person, one, about, by, **more):
    sent = {**WORDS, "by_organisation": by.pk, **more}
    return sign_in(person).post(at("say_baseline", one, about), sent)


def test_a_partner_says_how_strong_it_is_with_evidence_and_staff(cast, one):
    answer = said_by(cast.odette, one, cast.ferry_landing, cast.ferry_landing)
    assert answer["Location"] == at("baseline", one, cast.ferry_landing)
    made = Baseline.objects.get()
    assert (made.commitment, made.staffing, made.performance) == (4, 2, 3)
    assert made.is_own
    known, new = made.staff.all()
    # Who holds a post there is no name but a person.
    assert (known.person, known.name, known.hours) == (cast.odette, "", 12)
    assert (new.person, new.name, new.hours) == (None, "Somebody New", 4)
    page = text_of(sign_in(cast.odette).get(at("baseline", one, cast.ferry_landing)))
    for words in ("The mayor came.", "Odette Marsh", "Somebody New", "12 hours a week"):
        assert words in page


def test_both_partners_say_so_about_each_and_each_reads_what_is_about_it(cast, one):
    answer = said_by(cast.bruno, one, cast.ferry_landing, cast.high_pasture)
    assert answer["Location"] == at("baselines", one)
    made = Baseline.objects.get()
    assert not made.is_own
    bruno = sign_in(cast.bruno)
    assert bruno.get(at("baseline", one, cast.ferry_landing)).status_code == 404
    page = text_of(bruno.get(at("baselines", one)))
    assert "What your side has said" in page
    assert "The mayor came." not in page
    assert "The mayor came." in text_of(
        sign_in(cast.odette).get(at("baseline", one, cast.ferry_landing))
    )


def test_it_is_shown_as_change_with_a_table_and_a_chart(cast, one):
    days = [datetime.date(2025, 1, 1), datetime.date(2025, 7, 1), datetime.date(2026, 1, 1)]
    for on, score in zip(days, (2, 4, 3), strict=True):
        make_baseline(one, cast.ferry_landing, on=on, score=score)
    make_baseline(one, cast.ferry_landing, cast.high_pasture, on=days[1], score=5)
    page = text_of(sign_in(cast.odette).get(at("baseline", one, cast.ferry_landing)))
    # To the last time by the same partner.
    assert len(re.findall(r"\(\+2\)", page)) == 3
    assert len(re.findall(r"\(−1\)", page)) == 3
    assert page.count('<rect class="own"') == 9
    assert page.count('<rect class="others"') == 3
    assert "the table says the same in numbers" in page


def test_from_right_to_left_the_bars_begin_at_the_right(cast, one):
    make_baseline(one, cast.ferry_landing, score=5)
    browser = sign_in(cast.odette)
    address = at("baseline", one, cast.ferry_landing)
    assert '<rect class="own" x="0"' in text_of(browser.get(address))
    page = text_of(browser.get(address.replace("/en/", "/ar/", 1)))
    assert '<rect class="own" x="160.0"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"commitment": "6"}, "Something needs mending"),
        ({"performance_evidence": ""}, "Something needs mending"),
        ({"staff": "Ana Silva 12"}, "Write a name, a semicolon, and hours from 1 to 60"),
        ({"staff": "Ana Silva; 99"}, "Write a name, a semicolon, and hours from 1 to 60"),
        ({"on": "2099-01-01"}, "This day has not come yet."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, one, wrong, said):
    answer = said_by(cast.odette, one, cast.ferry_landing, cast.ferry_landing, **wrong)
    page = text_of(answer)
    assert said in page
    assert "The mayor came." in page
    assert not Baseline.objects.exists()


def test_once_a_day_by_each(cast, one):
    for _time in range(2):
        answer = said_by(cast.odette, one, cast.ferry_landing, cast.ferry_landing)
    assert "There is one of this day already." in text_of(answer)
    assert Baseline.objects.count() == 1


def test_nobody_says_so_in_the_name_of_another_or_about_who_is_no_partner(cast, one):
    answer = said_by(cast.odette, one, cast.ferry_landing, cast.high_pasture)
    assert answer.status_code == 200
    assert said_by(cast.odette, one, cast.lake, cast.ferry_landing).status_code == 404
    for person in (cast.petra, cast.lena, cast.yara, cast.simon):
        answer = said_by(person, one, cast.ferry_landing, cast.ferry_landing)
        assert answer.status_code == 404
    assert not Baseline.objects.exists()


def test_raw_ones_are_for_the_partner_coordinators_and_the_programme(cast, one):
    make_baseline(one, cast.ferry_landing)
    address = at("baseline", one, cast.ferry_landing)
    assert Client().get(address).status_code == 302
    for person in (cast.bruno, cast.lena, cast.yara, cast.simon):
        assert sign_in(person).get(address).status_code == 404
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    for person in (cast.odette, cast.bruno, cast.petra):
        assert sign_in(person).get(address).status_code == 200
    # Nothing is public.
    page = text_of(Client().get(reverse("partnership", args=[one.pk])))
    assert "Baseline" not in page


def test_r8_others_than_the_partner_are_noted_as_readers(cast, one):
    make_baseline(one, cast.ferry_landing)
    address = at("baseline", one, cast.ferry_landing)
    sign_in(cast.odette).get(address)
    assert not AuditEntry.objects.filter(act="partnerships.baseline-read").exists()
    sign_in(cast.petra).get(address)
    noted = AuditEntry.objects.get(act="partnerships.baseline-read")
    assert (noted.by, noted.organisation) == (cast.petra, cast.ferry_landing)


def test_the_database_keeps_scores_and_staff_true(cast, one):
    made = make_baseline(one, cast.ferry_landing)
    wrong = [
        lambda: Baseline.objects.update(commitment=0),
        lambda: Baseline.objects.update(staffing_evidence=""),
        lambda: DedicatedStaff.objects.update(name=""),
        lambda: made.staff.create(name="A", person=cast.odette, hours=3),
        lambda: made.staff.create(name="A", hours=61),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_p02_what_is_visible_and_what_may_be_read_never_disagree(cast, one):
    dice = random.Random(3)
    towns = [cast.ferry_landing, cast.high_pasture, cast.lake, OrganisationFactory()]
    all_of_them = [one]
    for _number in range(10):
        partners = dice.sample(towns, 2)
        all_of_them.append(make_partnership(*partners))
        for about in partners:
            make_baseline(all_of_them[-1], about, dice.choice(partners))
    tom = make_officer("Tom Reed", towns[3], "Clerk")
    make_coordinator(by=None, person=tom, partnership=all_of_them[4])
    for person in (cast.odette, cast.bruno, cast.lena, cast.petra, cast.simon, cast.yara, tom):
        visible = set(baselines_visible_to(person).values_list("pk", flat=True))
        for each in Baseline.objects.select_related("partnership"):
            can = can_read_baselines(person, each.partnership, each.about_id)
            assert (each.pk in visible) == can, (person, each)


def test_the_pages_ask_the_same_number_of_questions_for_1_and_20(cast, one):
    odette = sign_in(cast.odette)

    def asked(address):
        odette.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert odette.get(address).status_code == 200
        return len(queries)

    addresses = [at("baselines", one), at("baseline", one, cast.ferry_landing)]
    day = datetime.date(2025, 1, 1)
    made = make_baseline(one, cast.ferry_landing, on=day)
    made.staff.create(person=cast.odette, hours=3)
    few = [asked(address) for address in addresses]
    for number in range(1, 20):
        on = day + datetime.timedelta(days=number)
        made = make_baseline(one, cast.ferry_landing, on=on)
        made.staff.create(person=cast.odette, hours=3)
        one.partners.create(organisation=OrganisationFactory())
    assert [asked(address) for address in addresses] == few
