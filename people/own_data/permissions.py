"""A copy of somebody's data is theirs alone."""

import uuid
from typing import Any

from django.http import Http404

from people.models import DataExport


def can_fetch(person: Any, export: DataExport) -> bool:
    """Whether this copy is about `person`, whose account is open; not whether it is still there."""
    return bool(person.is_authenticated and person.is_active and export.person_id == person.pk)


def get_export_for(person: Any, pk: uuid.UUID) -> DataExport:
    """The guarded door; Http404 for everybody else's."""
    export = DataExport.objects.select_related("person").filter(pk=pk).first()
    if export is None or not can_fetch(person, export):
        raise Http404
    return export
