"""Work of this room that the worker does."""

from django_tasks import task

from people import readings


@task()
def count_readings() -> None:
    """Count the readings of the days that are over; the hourly look."""
    readings.count_past_days()
