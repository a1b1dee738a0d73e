"""Plants the content of the demo, room by room."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from pages.registries import demo, settle


class Command(BaseCommand):
    help = (
        "Plant the demo's persons, organisations and texts, and return when they can be found. "
        "Running it again changes nothing. Only for an empty database, or the demo's own: the "
        "passwords of its accounts are printed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PEERHALL_IS_DEMO and get_user_model().objects.exists():
            raise CommandError(
                "This database has people in it. Choose another folder: PEERHALL_DATA=… "
                "./peerhall demo"
            )
        # Rooms register from the top down, as they start; what they plant stands on lower rooms.
        for plant in reversed(list(demo)):
            plant()
        settle()
