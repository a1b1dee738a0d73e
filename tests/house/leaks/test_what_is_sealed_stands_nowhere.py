"""What is sealed stands in no table."""

import pytest
from django.apps import apps

from tests.house.leaks.shared import leaks_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_p04_l33_the_database_holds_no_word_of_a_private_note_nor_of_risk_2(planted):
    words = {one.word for one in planted.all if one.place == "private note"}
    words |= {one.word for one in planted.all if one.plant == "risk_2 of X"}
    assert len(words) == 4
    for model in apps.get_models():
        text = str([[_as_text(cell) for cell in row] for row in model.objects.values_list()])
        assert not leaks_in("", text, words), model


def _as_text(cell: object) -> object:
    return bytes(cell) if isinstance(cell, memoryview) else cell
