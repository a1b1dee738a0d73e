"""To others than who had it, a benefit is a learning benefit, without kind, day or partner (2C)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from people.models import AuditEntry
from tests.duty.making import make_duty
from tests.factories import make_cast, make_contact, make_officer, make_pair, sign_in
from tests.standing import standing
from training.duty import actions, permissions
from training.models import Duty

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


def test_twins_agree_on_who_sees_what(cast):
    contact = make_officer("Ada", cast.ferry_landing, "Clerk")
    make_contact(contact, cast.ferry_landing)
    duties = [make_duty(one) for one in (cast.odette, cast.bruno, cast.lena)]
    now = timezone.now()
    duties.append(make_duty(cast.odette, handed_over_at=now, carer=contact))
    for person in (cast.odette, cast.bruno, cast.lena, cast.yara, cast.petra, cast.simon, contact):
        seen = set(Duty.objects.visible_to(person))
        held = set(Duty.objects.held_by(person))
        assert held == {duty for duty in duties if duty.is_held_by(person)}
        assert seen == {duty for duty in duties if permissions.can_see_duty(person, duty)}
        assert held <= seen
    assert set(Duty.objects.visible_to(cast.lena)) == {duties[0], duties[2], duties[3]}
    assert set(Duty.objects.visible_to(cast.simon)) == set()
    assert set(Duty.objects.visible_to(cast.yara)) == {duties[1]}
    assert set(Duty.objects.visible_to(contact)) == {duties[0], duties[3]}


@pytest.mark.parametrize("kind", ["mentorship", "training"])
def test_keepers_read_neither_kind_nor_title_nor_day(cast, kind):
    duty = make_duty(cast.odette, kind=kind, said="Zqtitle")
    days = [date_format(day) for day in (duty.opened_on, duty.due_on)]
    for keeper in (cast.lena, cast.petra):
        browser = sign_in(keeper)
        for url in (
            reverse("duty", args=[duty.pk]),
            reverse("pass_it_on", args=[cast.ferry_landing.pk]),
        ):
            page = browser.get(url).content.decode()
            assert "Odette Marsh" in page
            hints = ["Zqtitle", "coached", "took part", duty.benefit, duty.opened_on.isoformat()]
            assert not [hint for hint in (*hints, *days) if hint in page]


def test_coaching_offered_as_evidence_is_told_without_kind_day_or_partner(cast):
    duty = make_duty(cast.odette)
    pair = make_pair(cast.odette, cast.bruno)
    evidence = actions.offer_evidence(by=cast.odette, duty=duty, key=f"coaching-given:{pair.pk}")
    page = sign_in(cast.lena).get(reverse("decide_evidence", args=[evidence.pk])).content.decode()
    assert "A learning benefit for somebody else" in page
    hints = ("Bruno", str(pair.pk), date_format(evidence.happened_on), "Coaching a colleague")
    assert not [hint for hint in hints if hint in page]


def test_the_log_names_nobody_who_learnt(cast):
    duty = make_duty(cast.odette)
    actions.waive(by=cast.lena, duty=duty, reason="On leave")
    entries = AuditEntry.objects.filter(act__startswith="training.")
    assert {(one.person_id, one.organisation_id) for one in entries} == {
        (None, cast.ferry_landing.pk)
    }
    assert not AuditEntry.objects.filter(act="training.duty-opened").exists()


def test_own_list_costs_the_same_however_long(cast, django_assert_max_num_queries):
    browser = sign_in(cast.odette)

    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("duties"))
        return len(asked)

    make_duty(cast.odette)
    browser.get(reverse("duties"))
    first = cost()
    for _number in range(20):
        make_duty(cast.odette)
    assert cost() == first
