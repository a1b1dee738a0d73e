"""What all dated entries of a space carry, whatever their kind."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from pages import uses
from pages.audiences import readable_by
from pages.fields import BodyField
from pages.forms import AudiencePageForm
from pages.models import BasePage, Theme

from .organisation import Organisation
from .space import AssociationPage

# A space stands below the home page of its language.
SPACE_DEPTH = 3


class SpaceEntryQuerySet(PageQuerySet):
    """Entries of spaces; `.visible_to(person)` comes first wherever a person looks."""

    def visible_to(self, person: Any) -> "SpaceEntryQuerySet":
        """Live entries that `person` may read; twin of `pages.permissions.can_read`."""
        return readable_by(self, person)

    def newest_first(self) -> "SpaceEntryQuerySet":
        """The order of lists; the id parts entries of the same second."""
        return self.filter(listed_at__isnull=False).order_by("-listed_at", "-pk")


SpaceEntryManager = PageManager.from_queryset(SpaceEntryQuerySet, "SpaceEntryManager")


class SpaceEntry(BasePage):
    """A text of an association with a summary and themes.

    `association`, `language` and `listed_at` repeat what the tree, the locale and the page know,
    for the lists that read them; `listed_at` is the first day of publication, null while not live.
    """

    summary = models.TextField(_("summary"), max_length=600, blank=True)
    body = BodyField(verbose_name=_("text"), blank=True)
    themes = ParentalManyToManyField(Theme, blank=True, related_name="%(class)ss")
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="%(class)ss", editable=False
    )
    language = models.CharField(max_length=10, editable=False)
    listed_at = models.DateTimeField(null=True, editable=False)

    objects = SpaceEntryManager()

    exclude_fields_in_copy = ["listed_at"]
    subpage_types: list[str] = []
    base_form_class = AudiencePageForm

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is None:
            space = AssociationPage.objects.get(path=self.path[: SPACE_DEPTH * self.steplen])
            self.association_id = space.association_id
            self.language = self.locale.language_code
            if self.live and self.first_published_at is None:  # type: ignore[has-type]
                self.first_published_at = timezone.now()
            self.listed_at = self.first_published_at if self.live else None
        return super().save(*args, **kwargs)

    def used_items(self) -> tuple[set[int], set[int]]:
        return uses.used_in(self.body.get_prep_value())
