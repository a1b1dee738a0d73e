"""Many workers look at the same moment: a chore is looked at once, a lost task put back once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from pages import working
from pages.registries import Chore, Registry
from pages.tasks import forget_finished_tasks

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
TIMES = 8


def all_at_once(act):
    start = threading.Barrier(TIMES)

    def run():
        try:
            start.wait(PATIENCE)
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)


def test_a_chore_is_looked_at_by_one_of_them(transactional_db, monkeypatch):
    looked = []
    ours = Registry("chores of this test")
    ours.add(Chore("hourly", timedelta(hours=1), lambda: looked.append("hourly")))
    monkeypatch.setattr(working, "chores", ours)
    all_at_once(working.leave_tasks_for_chores)
    assert looked == ["hourly"]


def test_a_lost_task_is_put_back_by_one_of_them(transactional_db, caplog):
    task = DBTaskResult.objects.get(pk=forget_finished_tasks.enqueue().id)
    task.claim("a worker that was killed")
    all_at_once(lambda: working.put_back_lost_tasks(timedelta(seconds=90)))
    task.refresh_from_db()
    assert task.status == "READY"
    assert caplog.text.count("is taken over") == 1
