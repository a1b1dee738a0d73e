"""`./peerhall manage reseal_notes`: seals all that is sealed with the newest key, unread."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.registries import sealed_models
from pages.sealing import CannotBeOpened, resealed


class Command(BaseCommand):
    help = "Seals every sealed row anew with the first key of NOTES_KEY; the others may then go."

    def handle(self, *args: Any, **options: Any) -> None:
        done = lost = 0
        for model in sealed_models:
            for row in model.objects.exclude(sealed=b"").only("sealed").iterator():
                before = bytes(row.sealed)
                try:
                    anew = resealed(before)
                except CannotBeOpened:
                    lost += 1
                    continue
                # What its author writes meanwhile is sealed with the newest key already.
                same = model.objects.filter(pk=row.pk, sealed=before)
                done += same.update(sealed=anew)
        self.stdout.write(f"{done} sealed anew, {lost} that no key opens")
