"""Mails that were tasks of their own, and had not left when the site was renewed."""

import datetime

from django.conf import settings
from django.db import migrations
from django.utils import timezone

TASK = "people.tasks.deliver"


def take_over(apps, schema_editor):
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=TASK)
    person_model = apps.get_model(settings.AUTH_USER_MODEL)
    page_model = apps.get_model("wagtailcore", "Page")
    now = timezone.now()
    for task in tasks.exclude(status__in=["SUCCESSFUL", "FAILED"]).order_by("enqueued_at"):
        words = task.args_kwargs["kwargs"]
        if person_model.objects.filter(pk=words["recipient_id"]).exists():
            reply_to = person_model.objects.filter(pk=words["reply_to_id"] or 0).first()
            about = page_model.objects.filter(pk=words["about_id"] or 0).first()
            # "At once" is written as the last day there is.
            waits = task.run_after < now + datetime.timedelta(days=1)
            apps.get_model("notices", "Mail").objects.create(
                form="letter",
                person_id=words["recipient_id"],
                addressee=f"person:{words['recipient_id']}",
                subject=words["subject"],
                text=words["text"],
                words=words["words"],
                about=about,
                title_if_closed=words["title_if_closed"],
                reply_to_person=reply_to,
                message_id=words["message_id"],
                attempts=words.get("attempt", 0),
                due_at=task.run_after if waits else now,
            )
        task.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_notices_and_outbox"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
