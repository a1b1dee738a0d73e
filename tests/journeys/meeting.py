"""Three times for a session, and a session that is over."""

from __future__ import annotations

import datetime

from playwright.sync_api import Page

from tests.journeys.cast import press

IT_IS_OVER = """
import datetime
from django.utils import timezone
from mentoring.models import Booking, Session
from mentoring.reminding.actions import ask_whether_held
from notices.outbox import send_due
session = Session.objects.get(pk="%s")
ago = timezone.now() - datetime.timedelta(hours=3)
Booking.objects.filter(session=session).delete()
Session.objects.filter(pk=session.pk).update(
    starts_at=ago, ends_at=ago + datetime.timedelta(hours=1)
)
# As the worker does every five minutes.
ask_whether_held()
send_due()
"""


def propose(page: Page, first: datetime.date, hour: str) -> None:
    for number in range(3):
        day = first + datetime.timedelta(days=number)
        page.fill(f"[name=day_{number + 1}]", day.isoformat())
        page.fill(f"[name=hour_{number + 1}]", hour)
    page.fill("[name=link]", "https://meet.example/journey")
    press(page, "Propose these")
