"""Whose copy a file is: the row that stands above what is taken along (safeguards 2C)."""

from django.utils import timezone

from people.models import Person


def mark_of(by: Person, words: str) -> str:
    """`words` with %(name)s and %(day)s filled in: who takes the copy, and when by their clock."""
    now = timezone.localtime(timezone.now(), by.zone)
    return words % {"name": by.name, "day": f"{now:%Y-%m-%d %H:%M %Z}"}
