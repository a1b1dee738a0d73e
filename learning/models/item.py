"""What every item of the library carries, whatever its type."""

import datetime
import hashlib
import json
from html import unescape
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from learning.cms_forms import ItemForm
from learning.querysets import LibraryItemManager
from pages import uses
from pages.fields import BodyField
from pages.models import BasePage, Theme
from pages.rendering import render_body
from people.models import Organisation

ORGANISATION_FIELDS = ("author_organisation", "source_organisation", "contact_organisation")


class ItemType(models.TextChoices):
    MANUAL = "manual", _("Manual")
    ARTICLE = "article", _("Article")
    CASE_STUDY = "case study", _("Case study")


class ItemTag(TaggedItemBase):
    """A free tag on an item."""

    content_object = ParentalKey(
        "learning.LibraryItem", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ItemCountry(Orderable):
    """A country that an item is about (ISO 3166-1 alpha-2)."""

    item = ParentalKey(
        "learning.LibraryItem", on_delete=models.CASCADE, related_name="item_countries"
    )
    country = CountryField(_("country"))

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["item", "country"], name="country_once_per_item")
        ]

    def __str__(self) -> str:
        return str(self.country)


class LibraryItem(BasePage):
    """The table that all items share, so that lists of mixed types are one query.

    `item_type`, `language` and `listed_at` repeat what the class, the locale and the page know, for
    the index that lists read: `listed_at` is the first day of publication, null while not live.
    `text_changed_at` moves with the words only; a translation whose original changed after it is
    out of date. `import_hash` is of what an import last wrote: as long as its source stays the
    same, another import touches nothing that editors have changed here. The contact is a post
    first and a person second.
    """

    TYPE: ClassVar[str] = ""

    summary = models.TextField(_("summary"), max_length=600, blank=True)
    body = BodyField(verbose_name=_("text"), blank=True)
    item_type = models.CharField(_("type"), max_length=20, choices=ItemType, editable=False)
    language = models.CharField(max_length=10, editable=False)
    listed_at = models.DateTimeField(null=True, editable=False)
    text_hash = models.CharField(max_length=32, editable=False, blank=True)
    text_changed_at = models.DateTimeField(null=True, editable=False)
    is_original = models.BooleanField(
        _("this is the original"),
        default=True,
        help_text=_("Other language versions of this text are translations of it."),
    )

    themes = ParentalManyToManyField(Theme, blank=True, related_name="items")
    tags = ClusterTaggableManager(through=ItemTag, blank=True)

    licence = models.CharField(_("licence"), max_length=200, default="CC BY 4.0")
    attribution = models.CharField(_("attribution"), max_length=500, blank=True)
    source_url = models.URLField(_("first published at"), max_length=500, blank=True)
    source_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_first_published",
    )
    author_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_written",
    )
    edition = models.CharField(_("edition"), max_length=80, blank=True)
    edition_on = models.DateField(_("date of this edition"), null=True, blank=True)

    contact_post = models.CharField(_("post to ask"), max_length=150, blank=True)
    contact_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_to_answer_for",
    )
    contact_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_to_answer_for",
    )
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_confirmed",
    )
    review_by = models.DateField(_("to be confirmed again by"), null=True, blank=True)
    external_id = models.CharField(
        max_length=300, unique=True, null=True, blank=True, editable=False
    )
    import_hash = models.CharField(max_length=64, editable=False, blank=True)

    objects = LibraryItemManager()

    exclude_fields_in_copy = ["external_id", "import_hash", "listed_at"]
    # It is made of numbers of pages and files, too.
    left_out_of_archives = ("text_hash",)
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ItemForm
    is_creatable = False

    class Meta:
        verbose_name = _("library item")
        indexes = [
            models.Index(fields=["-listed_at", "-page_ptr"], name="item_newest_first"),
            models.Index(
                fields=["language", "-listed_at", "-page_ptr"], name="item_newest_by_language"
            ),
            models.Index(fields=["review_by"], name="item_review_by"),
        ]

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the organisations and the person of this item, by field; two small queries.

        Joined to the page's own query they would cost more than the rest of it: forty columns.
        """
        ids = {field: getattr(self, f"{field}_id") for field in ORGANISATION_FIELDS}
        wanted = [pk for pk in ids.values() if pk is not None]
        rows = Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")
        known = dict(rows) if wanted else {}
        names = {field: known.get(pk, "") for field, pk in ids.items()}
        names["contact_person"] = ""
        if self.contact_person_id is not None:
            persons = get_user_model().objects.filter(pk=self.contact_person_id)
            names["contact_person"] = persons.values_list("name", flat=True).first() or ""
        return names

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is None:
            self.item_type = self.TYPE or self.item_type
            self.language = self.locale.language_code if self.locale_id else self.language
            if self.live and self.first_published_at is None:  # type: ignore[has-type]
                self.first_published_at = timezone.now()
            self.listed_at = self.first_published_at if self.live else None
            self.is_original = self.is_original and not self._is_translation()
            self._note_change_of_text()
        return super().save(*args, **kwargs)

    def _is_translation(self) -> bool:
        """Whether an older version says that it is the original; a copy made by Wagtail says so."""
        others = LibraryItem.objects.filter(translation_key=self.translation_key, is_original=True)
        older = others.filter(pk__lt=self.pk) if self.pk else others
        return older.exists()

    def _note_change_of_text(self) -> None:
        now = self.hash_of_text()
        if now != self.text_hash:
            self.text_hash = now
            self.text_changed_at = timezone.now()

    def text_parts(self) -> list[Any]:
        """All words of this item that a translation has to follow."""
        return [self.title, self.summary, self.body.get_prep_value()]

    def hash_of_text(self) -> str:
        words = json.dumps(self.text_parts(), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()

    def newest_words(self) -> str:
        """All words of its newest version, drafts included, as plain text."""
        newest = self.get_latest_revision_as_object()
        parts = [part for part in newest.text_parts() if isinstance(part, str)]
        body = unescape(strip_tags(render_body(newest.body).html))
        return "\n\n".join(part for part in [*parts, body] if part.strip())

    def used_items(self) -> tuple[set[int], set[int]]:
        return uses.used_in(self.body.get_prep_value())

    def is_overdue(self, today: datetime.date | None = None) -> bool:
        """Whether its day of review has passed without a confirmation."""
        return self.review_by is not None and self.review_by < (today or timezone.now().date())

    @property
    def has_contact(self) -> bool:
        """Whether somebody answers for it, by post or by name."""
        return bool(self.contact_post or self.contact_person_id)
