"""A worker looks after what comes round: each chore when due, by one worker, come what may."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pages import tasks, working
from pages.models import ChoreTurn, LivingWorker
from pages.registries import Chore, Registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(monkeypatch):
    """What was looked at; chores of the rooms stay out of the way."""
    seen = []
    ours = Registry("chores of this test")
    ours.add(Chore("half-minutely", timedelta(seconds=30), lambda: seen.append("half-minutely")))
    ours.add(Chore("failing", timedelta(hours=1), lambda: 1 / 0))
    ours.add(Chore("hourly", timedelta(hours=1), lambda: seen.append("hourly")))
    monkeypatch.setattr(working, "chores", ours)
    return seen


def test_each_chore_is_looked_at_when_it_is_due_and_not_before(looked):
    now = timezone.now()
    for seconds in (0, 10, 29, 31, 61, 3601):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            working.leave_tasks_for_chores()
    assert looked.count("half-minutely") == 4
    assert looked.count("hourly") == 2


def test_a_second_worker_and_a_restart_find_that_it_was_done(looked):
    working.leave_tasks_for_chores()
    working.leave_tasks_for_chores()
    assert looked == ["half-minutely", "hourly"]


def test_a_chore_that_fails_stops_no_other_and_stays_due(looked, caplog):
    working.leave_tasks_for_chores()
    assert looked == ["half-minutely", "hourly"]
    assert "the chore “failing” has failed" in caplog.text
    assert ChoreTurn.objects.get(name="failing").due_at <= timezone.now()


def test_of_two_workers_that_see_the_same_chore_due_one_takes_it(looked, monkeypatch):
    """The second reads before the first has written, and finds the turn taken when it writes."""
    chore = next(iter(working.chores))
    now = timezone.now()
    find = ChoreTurn.objects.get_or_create

    def find_and_be_overtaken(**fields):
        monkeypatch.undo()
        found = find(**fields)
        working._look_if_due(chore, now)
        return found

    monkeypatch.setattr(ChoreTurn.objects, "get_or_create", find_and_be_overtaken)
    working._look_if_due(chore, now)
    assert looked == ["half-minutely"]


def test_what_was_done_long_ago_is_forgotten_and_what_failed_is_kept_longer():
    now = timezone.now()
    rows = {}
    for status, days in (("SUCCESSFUL", 13), ("SUCCESSFUL", 15), ("FAILED", 15), ("FAILED", 91)):
        row = DBTaskResult.objects.get(pk=tasks.forget_finished_tasks.enqueue().id)
        row.status, row.finished_at = status, now - timedelta(days=days)
        row.save()
        rows[status, days] = row.pk
    tasks.forget_finished_tasks.call()
    kept = set(DBTaskResult.objects.filter(pk__in=rows.values()).values_list("pk", flat=True))
    assert kept == {rows["SUCCESSFUL", 13], rows["FAILED", 15]}


def test_the_check_knows_a_living_worker_of_this_machine_from_a_silent_or_foreign_one():
    worker = LivingWorker.objects.create(
        worker_id=working.new_worker_id(), seen_at=timezone.now() - timedelta(seconds=60)
    )
    LivingWorker.objects.create(worker_id="elsewhere:1:x", seen_at=timezone.now())
    call_command("work", check=True)
    with pytest.raises(CommandError, match="in the last 30 seconds"):
        call_command("work", check=True, lease=30)
    worker.delete()
    with pytest.raises(CommandError, match="in the last 90 seconds"):
        call_command("work", check=True)
