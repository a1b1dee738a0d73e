"""Case studies: a snapshot in fifteen minutes, which may grow into a full one in place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from learning.panels import ITEM_PANELS, SETTINGS_PANELS
from pages.models import BasePage

from .item import ItemType, LibraryItem

SNAPSHOT_SECTIONS = ("problem", "done")
FULL_SECTIONS = (
    "context",
    "challenge",
    "done",
    "results",
    "cost",
    "staff_needed",
    "conditions",
    "failed",
    "reusable",
)


class CaseStudyPage(LibraryItem):
    """What one place did. Paragraphs of a section are parted by an empty line.

    A snapshot says place, problem and what was done. A full one adds the rest; growing keeps the
    address, the links and the snapshot's words.
    """

    TYPE = ItemType.CASE_STUDY

    class Form(models.TextChoices):
        SNAPSHOT = "snapshot", _("Snapshot")
        FULL = "full", _("Full case study")

    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.SNAPSHOT)
    place = models.CharField(_("place"), max_length=150, blank=True)
    problem = models.TextField(_("The problem"), blank=True)
    done = models.TextField(_("What was done"), blank=True)
    context = models.TextField(_("The place and its setting"), blank=True)
    challenge = models.TextField(_("The challenge"), blank=True)
    results = models.TextField(_("Results"), blank=True)
    cost = models.TextField(_("What it cost"), blank=True)
    staff_needed = models.TextField(_("Staff needed"), blank=True)
    conditions = models.TextField(_("Legal and political conditions"), blank=True)
    failed = models.TextField(_("What failed"), blank=True)
    reusable = models.TextField(_("What others can reuse"), blank=True)

    parent_page_types = ["learning.LibraryPage"]
    is_creatable = True
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("form"), FieldPanel("place"), FieldPanel("problem"), FieldPanel("done")],
            _("Snapshot"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in FULL_SECTIONS if name not in SNAPSHOT_SECTIONS],
            _("Full case study"),
        ),
        *ITEM_PANELS,
    ]
    settings_panels = SETTINGS_PANELS

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=["snapshot", "full"]), name="case_study_form_is_known"
            )
        ]

    def sections(self) -> list[tuple[str, str, str]]:
        """Name, heading and text of each section that is written, in reading order."""
        names = (
            SNAPSHOT_SECTIONS if self.form == self.Form.SNAPSHOT else ("problem", *FULL_SECTIONS)
        )
        written = [(name, getattr(self, name)) for name in names]
        return [
            (name, str(self._meta.get_field(name).verbose_name), text)
            for name, text in written
            if text.strip()
        ]

    def text_parts(self) -> list[object]:
        return [*super().text_parts(), self.place, *(text for _n, _h, text in self.sections())]
