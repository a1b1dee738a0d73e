"""Changing one's own profile."""

from typing import Any

from django.db import transaction

from pages.models import SiteVersion
from people.audit import record
from people.models import Person, SpokenLanguage
from people.models.profile import FIELDS

WORDS = ("name", "phone", "about", "language", "time_zone")
CHOICES = tuple(f"{field}_seen_by" for field in FIELDS)


@transaction.atomic
def change_profile(*, by: Person, words: dict[str, Any]) -> None:
    """Write what `by` says about themselves; `words` are those of ProfileForm.

    What is closed to somebody is closed with their next request.
    """
    is_renamed = by.name != words["name"]
    is_told_otherwise = any(getattr(by, name) != words[name] for name in CHOICES)
    for name in (*WORDS, *CHOICES):
        setattr(by, name, words[name])
    by.save(update_fields=[*WORDS, *CHOICES])
    by.themes.set(words["themes"])
    by.spoken_languages.exclude(code__in=words["languages"]).delete()
    SpokenLanguage.objects.bulk_create(
        [SpokenLanguage(person=by, code=code) for code in words["languages"]],
        ignore_conflicts=True,
    )
    if is_told_otherwise:
        record("people.visibility-changed", by=by, thing=by, person=by)
    if is_renamed:
        # Names of contacts stand on public pages.
        SiteVersion.advance()
