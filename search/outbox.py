"""The index follows the database: changes are noted in their transaction and worked off after it.

The index cannot join a transaction, so each change leaves a row (IndexChange) that is committed or
rolled back with it; search/following.py works the rows off.
"""

from django.db import connection, transaction

from pages.registries import Change
from search.models import IndexChange
from search.tasks import ask_for_a_worker


def note_changes(changes: list[Change]) -> None:
    """Keep changes of things in the transaction they belong to; a task works them off after it."""
    IndexChange.objects.bulk_create(
        [IndexChange(key=change.key, kind=change.kind) for change in changes],
        batch_size=1000,
    )
    # Once for each transaction: an import notes thousands of changes in one.
    if not any(one[1] is ask_for_a_worker for one in connection.run_on_commit):
        transaction.on_commit(ask_for_a_worker, robust=True)
