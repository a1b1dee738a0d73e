"""Mails that waited as tasks of their own when the site was renewed are sent by the outbox."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from notices.models import Mail
from tests.factories import do_waiting_work

pytestmark = pytest.mark.django_db


def leave_task(recipient_id, **more):
    fields = {
        "recipient_id": recipient_id,
        "subject": "About “%(title)s”",
        "text": "%(question)s",
        "words": {"question": "How many carts?"},
        "about_id": None,
        "title_if_closed": "a text",
        "reply_to_id": None,
        "message_id": f"<{recipient_id}@towns.example>",
    }
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": fields},
        task_path="people.tasks.deliver",
        **{"backend_name": "default", "run_after": get_date_max(), **more},
    )


def test_what_had_not_left_is_taken_over_and_what_had_is_not(cast):
    leave_task(cast.odette.pk)
    later = timezone.now() + timedelta(minutes=30)
    leave_task(cast.bruno.pk, run_after=later)
    leave_task(cast.lena.pk, status="SUCCESSFUL")
    leave_task(10**9)
    import_module("notices.migrations.0002_letters_of_the_task_queue").take_over(apps, None)
    assert Mail.objects.get(person=cast.bruno).due_at == later
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert (letter.subject, letter.body) == ("About “a text”", "How many carts?")
    assert letter.extra_headers["Message-ID"] == f"<{cast.odette.pk}@towns.example>"
    assert DBTaskResult.objects.get(task_path="people.tasks.deliver").status == "SUCCESSFUL"
