"""What a training opened and gave goes with the merge of two entries, and back with its undoing."""

import pytest
from django.utils import timezone

from people.models import Person
from tests.factories import make_cast
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.duty.actions import open_duty
from training.models import Certificate, Duty
from training.passing_on import benefit_of
from training.persons.merging import merge, undo

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def entered(cast):
    """Two entries, each in a training of its own, with a duty and a certificate each."""
    edition = make_course(cast.lake)
    rows = []
    for number, name in enumerate(("Amina Reed", "Reed, Amina")):
        person = Person.objects.create(name=name, password="!")
        event = make_training(edition, cast.lake, days_ago=10 + number)
        row = put_on_list(event, person)
        open_duty(benefit_of(row))
        Certificate.objects.create(
            participation=row, name=name, course="c", edition="1", title="t", held_on="2025-01-01"
        )
        rows.append(row)
    return rows


def debtors():
    return dict(Duty.objects.order_by("pk").values_list("benefit", "person"))


def certified():
    rows = Certificate.objects.order_by("pk")
    return list(rows.values_list("name", "participation__person"))


def test_duties_and_certificates_go_with_the_merge_and_come_back(cast, entered):
    one, other = (row.person for row in entered)
    before = list(Duty.objects.order_by("pk").values()), certified()
    made = merge(by=cast.lena, kept=one, other=other)
    assert set(debtors().values()) == {one.pk}
    assert len(debtors()) == 2
    assert {person for _name, person in certified()} == {one.pk}
    assert {name for name, _person in certified()} == {one.name, other.name}
    undo(by=cast.lena, merge=made)
    assert (list(Duty.objects.order_by("pk").values()), certified()) == before


def test_a_duty_opened_while_merged_goes_to_whom_it_was_entered_for(cast, entered):
    one, other = (row.person for row in entered)
    Duty.objects.all().delete()
    made = merge(by=cast.lena, kept=one, other=other)
    entered[1].refresh_from_db()
    open_duty(benefit_of(entered[1]))
    assert set(debtors().values()) == {one.pk}
    undo(by=cast.lena, merge=made)
    assert set(debtors().values()) == {other.pk}


def test_a_duty_handed_over_stays_with_its_carer(cast, entered):
    one, other = (row.person for row in entered)
    duty = Duty.objects.get(benefit=entered[1].benefit_key)
    Duty.objects.filter(pk=duty.pk).update(
        handed_over_at=timezone.now(), organisation=cast.lake, carer=cast.lena
    )
    merge(by=cast.lena, kept=one, other=other)
    duty.refresh_from_db()
    assert (duty.person_id, duty.carer_id) == (one.pk, cast.lena.pk)
