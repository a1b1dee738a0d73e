"""Who may read a thing: an opaque key here, resolved for a person by the rooms above."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"
SIGNED_IN = "signed-in"


class Audience(models.Model):
    """One circle of readers: `public`, `signed-in`, `association:<id>` or `group:<id>`.

    The key is opaque to this room. `pages.registries.audiences` asks the rooms above which keys a
    person may enter and what a key is called on the screen.
    """

    key = models.CharField(max_length=60, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="audience_has_a_key")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def kind(self) -> str:
        """`public`, `signed-in`, `association` or `group`."""
        return self.key.partition(":")[0]

    @property
    def is_public(self) -> bool:
        return self.key == PUBLIC


class PageAudience(models.Model):
    """The audience chosen for a page, for all its language versions at once.

    No row means public. Only closed audiences are kept, so that a missing row never opens anything
    that a row would have closed.
    """

    translation_key = models.UUIDField(_("page in all its languages"), unique=True)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="page_audiences")

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.audience}"


class Barrier(models.Model):
    """A closed audience that a page hangs on, by itself or by one of its ancestors.

    A person may read a page when they may enter every barrier of it: a child can only narrow what
    its ancestors allow. `scope_key` is the translation key of the page that set the audience. Rows
    are written with the change that causes them, in the same transaction.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="barriers")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="barriers")
    scope_key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "scope_key"], name="barrier_once_per_scope")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.audience}"
