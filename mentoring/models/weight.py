"""What each facet of a shortlist counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FacetKey(models.TextChoices):
    """What is compared between who looks and who offers."""

    THEMES = "themes", _("Theme")
    EXPERIENCE = "experience", _("Has done it")
    LANGUAGES = "languages", _("Languages")
    SIZE = "size", _("Size of town")
    LEVEL = "level", _("Level")
    HOURS = "hours", _("Hours")
    FREE = "free", _("Free")


class Weight(models.Model):
    """How many points a facet gives at most; a facet without a row gives none."""

    facet = models.CharField(_("facet"), max_length=12, choices=FacetKey, unique=True)
    points = models.PositiveSmallIntegerField(_("points at most"))

    class Meta:
        verbose_name = _("weight of a facet")
        verbose_name_plural = _("weights of facets")
        constraints = [
            models.CheckConstraint(
                condition=Q(facet__in=FacetKey.values), name="mentoring_facet_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.points}"
