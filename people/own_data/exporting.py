"""Making the copy of a person's data that they asked for."""

import tempfile
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from people.models import DataExport
from people.models.export import LASTS
from people.own_data.telling import tell_that_it_is_ready
from people.own_data.zips import write_zip


def make(export: DataExport) -> None:
    """Write the zip and tell its owner; what is made already is left as it is."""
    if export.made_at is not None or not export.person.is_active:
        return
    with tempfile.TemporaryFile() as content:
        write_zip(export.person, content)
        content.seek(0)
        _keep(export, content)


def _keep(export: DataExport, content: IO[bytes]) -> None:
    name = f"{export.pk}.zip"
    storage = export.file.storage
    # Left by a worker that was killed before it could say so.
    storage.delete(name)
    stored = storage.save(name, File(content))
    with transaction.atomic():
        waiting = DataExport.objects.filter(pk=export.pk, made_at=None)
        if waiting.update(made_at=timezone.now(), file=stored):
            tell_that_it_is_ready(export)


def forget_old_exports() -> None:
    """Remove zips past their time, and any that no row knows: nothing stays for a day."""
    now = timezone.now()
    old = DataExport.objects.exclude(file="").filter(made_at__lte=now - LASTS)
    for export in old:
        export.file.storage.delete(str(export.file.name))
        DataExport.objects.filter(pk=export.pk).update(file="")
    storage = DataExport._meta.get_field("file").storage
    if not storage.exists(""):
        return
    known = set(DataExport.objects.exclude(file="").values_list("file", flat=True))
    for name in storage.listdir("")[1]:
        if name not in known and storage.get_modified_time(name) <= now - LASTS:
            storage.delete(name)
