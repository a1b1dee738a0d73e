"""What tests share that ask for every address there is."""

from typing import Any

import pytest

from config import frame
from notices.querysets import unread_count


@pytest.fixture
def one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices are counted once: a third of the time goes there, and a number holds no word."""
    counted: dict[int, int] = {}

    def known(person: Any) -> int:
        if person.pk not in counted:
            counted[person.pk] = unread_count(person)
        return counted[person.pk]

    monkeypatch.setattr(frame, "unread_count", known)
