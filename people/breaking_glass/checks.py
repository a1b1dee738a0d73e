"""What a site that is deployed lacks, for `check --deploy`."""

from typing import Any

from django.conf import settings
from django.core import checks


def somebody_looks_after_data(**asked: Any) -> list[checks.CheckMessage]:
    """Warn where an exceptional opening would be told to no contact for data protection (R7)."""
    if settings.DATA_PROTECTION_CONTACT:
        return []
    return [
        checks.Warning(
            "No contact for data protection is told when a record is opened by exception.",
            hint="Set DATA_PROTECTION_CONTACT to the e-mail address of whoever looks after data.",
            id="people.W001",
        )
    ]
