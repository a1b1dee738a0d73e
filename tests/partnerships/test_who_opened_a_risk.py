"""R8: each reading of a risk by another than its writer is noted, without its words."""

import pytest

from partnerships.risks import actions
from people.audit import entries_open_to, name_of
from people.models import AuditEntry
from tests.factories import make_cast, sign_in
from tests.partnerships.making_risks import (
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
