"""Who opened a record by exception and why, for those whose record it is (R7)."""

from typing import Any

from people.audit import name_of
from people.models import AuditEntry

LATEST = 10


def exceptions_of(thing: Any) -> Any:
    """The latest openings by exception, which its readers know of whatever its class."""
    rows = AuditEntry.objects.filter(thing=name_of(thing), act="people.opened-by-exception")
    return rows.select_related("by").order_by("-at", "-pk")[:LATEST]
