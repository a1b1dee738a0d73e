"""Who works for this site at the moment, and when what comes round is due again."""

from django.db import models


class LivingWorker(models.Model):
    """A worker process that runs; its row goes when it ends, or when it falls silent.

    `worker_id` is what the worker writes on the tasks it takes. `seen_at` moves with its heart, on
    the worker's own clock, so the clocks of machines with workers may differ by some seconds.
    """

    worker_id = models.CharField(max_length=200, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id


class ChoreTurn(models.Model):
    """When a chore (`pages.registries.chores`) is due, so that one worker of many takes it, and a
    restart neither forgets nor repeats it."""

    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
