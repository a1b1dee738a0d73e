"""The curated tree of themes, in five languages, tied to SDG targets and DAC sectors."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """One theme. `sdg_targets` holds codes such as "6.3", `dac_codes` such as "14050".

    Sources: United Nations global indicator framework; OECD DAC list of purpose codes.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120, blank=True)
    name_pt = models.CharField(_("name in Portuguese"), max_length=120, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    words_en = models.CharField(_("a sentence in English"), max_length=300, blank=True)
    words_fr = models.CharField(_("a sentence in French"), max_length=300, blank=True)
    words_es = models.CharField(_("a sentence in Spanish"), max_length=300, blank=True)
    words_pt = models.CharField(_("a sentence in Portuguese"), max_length=300, blank=True)
    words_ar = models.CharField(_("a sentence in Arabic"), max_length=300, blank=True)
    aliases = models.JSONField(_("other names, for imports"), default=list, blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    dac_codes = models.JSONField(_("DAC sector codes"), default=list, blank=True)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the screen, English where there is none."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        return getattr(self, f"name_{language[:2]}", "") or self.name_en

    @property
    def words(self) -> str:
        """What the theme holds, in one sentence, in the language of the screen."""
        return getattr(self, f"words_{(get_language() or 'en')[:2]}", "") or self.words_en
