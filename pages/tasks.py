"""Work of this room that is done after the answer has been sent."""

from django.core.management import call_command
from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from pages.extraction import keep_text
from pages.models import File, SiteVersion
from pages.registries import announce


@task()
def read_file(file_id: int) -> None:
    """Read the text of an uploaded file, and have the pages that offer it indexed again."""
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        return
    with transaction.atomic():
        keep_text(file)
        announce("changed", file.item_uses.values_list("page_id", flat=True))
        SiteVersion.advance()


@task()
def forget_finished_tasks() -> None:
    """Remove tasks: two weeks after success, ninety days after failure."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=14,
        failed_min_age_days=90,
        verbosity=0,
    )


def leave_once(wanted: Task[..., None]) -> None:
    """Leave a task for a worker, unless one waits already that will do the same work."""
    waiting = DBTaskResult.objects.filter(
        task_path=wanted.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        wanted.enqueue()
