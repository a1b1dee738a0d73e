"""Processes are killed where it hurts, and what they were doing is done all the same, once."""

import re
import signal
import urllib.request
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from learning.models import ArticlePage
from notices.actions import post
from notices.models import Mail
from notices.tasks import send_due_mail
from pages.models import LivingWorker
from search.engine.interface import Request
from search.engines import current_engine
from search.following import rebuild
from search.models import IndexChange
from search.sources import item_key
from search.tasks import reconcile_index
from tests.factories import PersonFactory, make_article, make_cast, sign_in
from tests.workers import tasks
from tests.workers.conftest import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.postgresql,
]

# In seconds; a site's is ninety.
LEASE = 3


def found(words):
    return [hit.key for hit in current_engine().search(Request(words)).hits]


def write_a_letter(subject="Carts"):
    return post(person=PersonFactory(), subject=subject, text="How many carts did you need?")


def let_the_lease_pass():
    """As if the ninety seconds were over for which the killed worker had taken the mail."""
    assert Mail.objects.filter(due_at__gt=timezone.now()).update(due_at=timezone.now()) == 1


@transaction.atomic
def fail_after_all_is_written():
    write_a_letter()
    make_article(title="Kelpie")
    raise ZeroDivisionError


def status_of(task):
    task.refresh_from_db()
    return task.status


def is_sent(written):
    written.refresh_from_db()
    return written.state == Mail.State.SENT


def cut_all_other_connections():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def message_ids(letters):
    return [re.search(rb"(?m)^Message-ID: (\S+)", letter)[1] for letter in letters]


def unpublish_by_http(address, editor, page):
    """Press the button of the CMS, in a browser that is signed in."""
    token = "t" * 32
    session = sign_in(editor, with_second_factor=True).cookies["sessionid"].value
    request = urllib.request.Request(
        f"{address}/cms/pages/{page.pk}/unpublish/",
        data=f"csrfmiddlewaretoken={token}".encode(),
        headers={"Cookie": f"sessionid={session}; csrftoken={token}"},
    )
    urllib.request.urlopen(request, timeout=30)


def test_q01_a_web_process_killed_after_its_commit_is_made_up_for_within_a_minute(machine):
    cast = make_cast()
    article = make_article(title="Kelpie")
    rebuild(5)
    DBTaskResult.objects.all().delete()
    machine.start_worker(LEASE)
    address = machine.start_web("tests.workers.web_that_dies")
    with pytest.raises(OSError, match=r"without response|reset"):
        unpublish_by_http(address, cast.petra, article)
    assert not ArticlePage.objects.get(pk=article.pk).live, "what was committed stands"
    assert IndexChange.objects.exists()
    assert found("kelpie") == [item_key(article.pk)]
    wait_until(lambda: not IndexChange.objects.exists(), 60)
    assert found("kelpie") == []


def test_control_a_worker_that_does_not_look_leaves_the_change_unindexed(machine):
    article = make_article(title="Kelpie")
    rebuild(5)
    ArticlePage.objects.get(pk=article.pk).unpublish()
    DBTaskResult.objects.all().delete()
    machine.run_stock_worker()
    assert IndexChange.objects.exists()
    assert found("kelpie") == [item_key(article.pk)]


def test_q02_an_exception_after_a_task_was_left_and_before_the_commit_leaves_none(
    machine, mail_server
):
    with pytest.raises(ZeroDivisionError):
        fail_after_all_is_written()
    machine.start_worker(LEASE)
    written = write_a_letter("After it")
    wait_until(lambda: is_sent(written))
    assert len(mail_server.letters) == 1
    assert not Mail.objects.exclude(pk=written.pk).exists()
    assert not IndexChange.objects.exists()


@pytest.mark.parametrize(("place", "copies"), [("greeting", 1), ("thanks", 2)])
def test_q03_another_worker_sends_the_letter_a_killed_one_was_sending(
    machine, mail_server, place, copies
):
    """Killed after the server took the letter, nobody can know that it did: two, as one to read."""
    mail_server.holds_at = place
    written = write_a_letter()
    killed = machine.start_worker(LEASE)
    assert mail_server.is_holding.wait(30)
    killed.kill()
    killed.wait()
    mail_server.release()
    assert not is_sent(written)
    let_the_lease_pass()
    machine.start_worker(LEASE)
    wait_until(lambda: is_sent(written))
    assert len(mail_server.letters) == copies
    assert len(set(message_ids(mail_server.letters))) == 1
    assert "is taken over" in machine.log


def test_control_without_a_lease_the_task_of_a_killed_worker_stays(machine, mail_server):
    mail_server.holds_at = "greeting"
    written = write_a_letter()
    killed = machine.start_worker(LEASE)
    assert mail_server.is_holding.wait(30)
    killed.kill()
    killed.wait()
    mail_server.release()
    let_the_lease_pass()
    machine.run_stock_worker()
    assert not is_sent(written)
    assert mail_server.letters == []


def test_q03_a_task_that_kills_its_workers_is_parked_and_the_log_says_so(machine, mail_server):
    poison = tasks.kill_the_worker.enqueue()
    for _ in range(5):
        worker = machine.start_worker(1)
        assert worker.wait(60) == -signal.SIGKILL
    machine.start_worker(1)
    row = DBTaskResult.objects.get(pk=poison.id)
    wait_until(lambda: status_of(row) == TaskResultStatus.FAILED)
    assert len(row.worker_ids) == 5
    assert row.exception_class_path == "pages.working.WorkersEndedAtIt"
    assert "kill_the_worker) is parked: 5 workers ended at it" in machine.log
    DBTaskResult.objects.all().delete()
    written = write_a_letter()
    wait_until(lambda: is_sent(written))


def test_a_worker_that_stood_still_for_too_long_ends_when_it_wakes(machine, tmp_path):
    task = tasks.wait_for.enqueue(str(tmp_path))
    sleeper = machine.start_worker(LEASE)
    wait_until((tmp_path / "begun").exists)
    sleeper.send_signal(signal.SIGSTOP)
    machine.start_worker(LEASE)
    wait_until(lambda: (tmp_path / "begun").read_text() == "once\n" * 2)
    sleeper.send_signal(signal.SIGCONT)
    assert sleeper.wait(30) == 1
    assert "was given up by others" in machine.log
    (tmp_path / "go").touch()
    row = DBTaskResult.objects.get(pk=task.id)
    wait_until(lambda: status_of(row) == TaskResultStatus.SUCCESSFUL)
    assert (tmp_path / "done").read_text() == "once\n"


def test_a_long_task_outlives_the_lease_of_its_worker(machine, tmp_path):
    """The heart beats beside it: no other worker takes what is being done."""
    task = tasks.wait_for.enqueue(str(tmp_path))
    machine.start_worker(1)
    wait_until((tmp_path / "begun").exists)
    machine.start_worker(1)
    later = timezone.now() + timedelta(seconds=3)
    wait_until(lambda: LivingWorker.objects.filter(seen_at__gt=later).count() == 2)
    (tmp_path / "go").touch()
    row = DBTaskResult.objects.get(pk=task.id)
    wait_until(lambda: status_of(row) == TaskResultStatus.SUCCESSFUL)
    assert (tmp_path / "begun").read_text() == "once\n"
    assert len(row.worker_ids) == 1


def test_a_worker_that_is_asked_to_end_finishes_its_task_however_often_it_is_asked(
    machine, tmp_path
):
    task = tasks.wait_for.enqueue(str(tmp_path))
    worker = machine.start_worker(LEASE)
    wait_until((tmp_path / "begun").exists)
    worker.terminate()
    assert machine.manage("work", "--check") == 0
    worker.terminate()
    (tmp_path / "go").touch()
    assert worker.wait(30) == 0
    assert status_of(DBTaskResult.objects.get(pk=task.id)) == TaskResultStatus.SUCCESSFUL
    assert not LivingWorker.objects.exists()
    assert machine.manage("work", "--check") == 1
    assert "No worker of this machine was heard of" in machine.log


def test_a_database_that_fails_for_a_while_ends_no_worker_and_costs_no_task(machine, tmp_path):
    """PostgreSQL cuts the line in mid task; SQLite keeps its one lock for longer than one waits."""
    if connection.vendor == "postgresql":
        task = tasks.wait_for.enqueue(str(tmp_path))
        worker = machine.start_worker(LEASE)
        wait_until((tmp_path / "begun").exists)
        cut_all_other_connections()
        (tmp_path / "go").touch()
        wait_until(lambda: "the worker cannot reach the database" in machine.log)
    else:
        worker = machine.start_worker(LEASE)
        # What it found due when it came would try for minutes to note its own end.
        hourly = DBTaskResult.objects.filter(task_path=reconcile_index.module_path)
        wait_until(hourly.successful().exists)
        wait_until(lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists())
        with transaction.atomic():
            wait_until(lambda: "the worker cannot reach the database" in machine.log)
        (tmp_path / "go").touch()
        task = tasks.wait_for.enqueue(str(tmp_path))
    row = DBTaskResult.objects.get(pk=task.id)
    wait_until(lambda: status_of(row) == TaskResultStatus.SUCCESSFUL)
    assert worker.poll() is None


def test_q05_each_of_a_thousand_letters_is_sent_once_by_two_workers_in_each_persons_order(
    machine, mail_server
):
    persons = PersonFactory.create_batch(100)
    for _ in range(2):
        # Writing so many keeps SQLite's one lock, and hearts with it, for seconds.
        machine.start_worker(60)
    # What they find due when they come would keep one of them.
    wait_until(lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists())
    mail_server.holds_at = "greeting"
    with transaction.atomic():
        for number in range(10):
            for person in persons:
                post(person=person, subject=f"Carts {number:02}", text="How many?")
        for _ in range(4):
            send_due_mail.enqueue()
    sending = DBTaskResult.objects.running().filter(task_path=send_due_mail.module_path)
    wait_until(lambda: sending.count() == 2)
    mail_server.release()
    wait_until(lambda: not Mail.objects.exclude(state=Mail.State.SENT).exists(), 240)
    assert len(mail_server.letters) == len(set(message_ids(mail_server.letters))) == 1000
    arrived = {}
    for letter in mail_server.letters:
        parsed = message_from_bytes(letter)
        arrived.setdefault(parsed["To"], []).append(parsed["Subject"])
    assert set(map(tuple, arrived.values())) == {tuple(f"Carts {n:02}" for n in range(10))}
