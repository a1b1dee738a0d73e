"""Work on persons' own data that the worker does, and what it looks after."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from pages.registries import Chore, own_data
from people.models import DataExport, Erasure
from people.own_data.erasing import erase
from people.own_data.exporting import forget_old_exports, make
from people.own_data.rules import model_of
from people.own_data.unused import look_at_unused_accounts

logger = logging.getLogger(__name__)


@task()
def make_export(*, export_id: str) -> None:
    """Write one copy of a person's data; again does nothing."""
    export = DataExport.objects.select_related("person").filter(pk=export_id).first()
    if export is not None:
        make(export)


@task()
def erase_person(*, erasure_id: int) -> None:
    """Delete one account, or carry on where a worker was killed; again does nothing."""
    erase(erasure_id)


@task()
def remove_old_exports() -> None:
    """Every half-hour: copies of data that were not fetched in time."""
    forget_old_exports()


@task()
def forget_what_is_past_its_time() -> None:
    """Once a day: rows that are kept for so many days; a room's fault stops no other."""
    for rule in own_data:
        try:
            if rule.kept.days is not None:
                before = timezone.now() - timedelta(days=rule.kept.days)
                rows = model_of(rule)._meta.base_manager
                rows.filter(**{f"{rule.kept.since}__lt": before}).delete()
            elif rule.kept.forget is not None:
                rule.kept.forget()
        except Exception:  # the next one must still be forgotten
            logger.exception("rows of %s past their time are still there", rule.relation)


def leave_tasks_for_erasures() -> None:
    """A chore: accounts whose day has come, and those that were left half-way."""
    for erasure_id in Erasure.objects.due().values_list("pk", flat=True)[:100]:
        erase_person.enqueue(erasure_id=erasure_id)


@task()
def ask_owners_of_unused_accounts() -> None:
    """Once a day."""
    look_at_unused_accounts()


CHORES = (
    Chore("people: copies of data", timedelta(minutes=30), remove_old_exports.enqueue),
    Chore("people: accounts to delete", timedelta(hours=1), leave_tasks_for_erasures),
    Chore("people: accounts not used", timedelta(days=1), ask_owners_of_unused_accounts.enqueue),
    Chore("people: retention", timedelta(days=1), forget_what_is_past_its_time.enqueue),
)
