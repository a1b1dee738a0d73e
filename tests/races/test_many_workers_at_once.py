"""Many workers look at the same moment: a chore is looked at once, a lost task put back once."""

from datetime import timedelta
from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult

from pages import working
from pages.registries import Chore, Registry
from pages.tasks import forget_finished_tasks
from tests.races.at_once import TIMES, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chore_is_looked_at_by_one_of_them(transactional_db, monkeypatch):
    looked = []
    ours = Registry("chores of this test")
    ours.add(Chore("hourly", timedelta(hours=1), lambda: looked.append("hourly")))
    monkeypatch.setattr(working, "chores", ours)
    assert not faults(at_once(*[working.leave_tasks_for_chores] * TIMES))
    assert looked == ["hourly"]


def test_a_lost_task_is_put_back_by_one_of_them(transactional_db, caplog):
    task = DBTaskResult.objects.get(pk=forget_finished_tasks.enqueue().id)
    task.claim("a worker that was killed")
    put_back = partial(working.put_back_lost_tasks, timedelta(seconds=90))
    assert not faults(at_once(*[put_back] * TIMES))
    task.refresh_from_db()
    assert task.status == "READY"
    assert caplog.text.count("is taken over") == 1
