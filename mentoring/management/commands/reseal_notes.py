"""`./peerhall manage reseal_notes`: seals all private notes with the newest key, unread."""

from typing import Any

from django.core.management.base import BaseCommand

from mentoring.models import PrivateNote
from mentoring.sealing import CannotBeOpened, resealed


class Command(BaseCommand):
    help = "Seals every private note anew with the first key of NOTES_KEY; the others may then go."

    def handle(self, *args: Any, **options: Any) -> None:
        done = lost = 0
        for note in PrivateNote.objects.only("sealed").iterator():
            before = bytes(note.sealed)
            try:
                anew = resealed(before)
            except CannotBeOpened:
                lost += 1
                continue
            # What its author writes meanwhile is sealed with the newest key already.
            done += PrivateNote.objects.filter(pk=note.pk, sealed=before).update(sealed=anew)
        self.stdout.write(f"{done} sealed anew, {lost} that no key opens")
