"""Who opened a risk, for who reads it: of RISK-1 (matrix, "Audit log")."""

from typing import Any

from partnerships.models import Risk
from people.audit import name_of
from people.models import AuditEntry

LATEST = 10


def readings_of(risk: Risk) -> Any:
    """The latest readings of RISK-1; nobody is told who reads RISK-2."""
    if risk.is_confidential:
        return AuditEntry.objects.none()
    acts = ("partnerships.risk-read", "partnerships.risk-printed")
    rows = AuditEntry.objects.filter(thing=name_of(risk), act__in=acts, by__isnull=False)
    return rows.select_related("by").order_by("-at", "-pk")[:LATEST]
