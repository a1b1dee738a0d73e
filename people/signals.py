"""Names of organisations stand on many public pages."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from pages.models import SiteVersion
from people.models import Organisation


@receiver([post_save, post_delete], sender=Organisation)
def organisation_was_changed(sender: type, **_: Any) -> None:
    SiteVersion.advance()
