"""What a person tells about themselves, and who sees it, field by field."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Each by its own name, as somebody who speaks it looks for it; ISO 639 codes. Those of the site
# come first, then those that many officers of the countries around them work in.
LANGUAGES_SPOKEN = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ar": "العربية",
    "am": "አማርኛ",
    "ay": "Aymar aru",
    "bem": "Ichibemba",
    "bn": "বাংলা",
    "de": "Deutsch",
    "fa": "فارسی",
    "gn": "Avañe’ẽ",
    "ha": "Hausa",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "kea": "Kriolu",
    "km": "ខ្មែរ",
    "mg": "Malagasy",
    "nl": "Nederlands",
    "ny": "Chichewa",
    "qu": "Runa Simi",
    "ru": "Русский",
    "rw": "Ikinyarwanda",
    "sw": "Kiswahili",
    "tl": "Tagalog",
    "tr": "Türkçe",
    "tzm": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "wo": "Wolof",
    "yo": "Yorùbá",
    "zh": "中文",
    "zu": "isiZulu",
}


class SeenBy(models.TextChoices):
    """Who sees a field of a profile; each includes those before it."""

    NOBODY = "nobody", _("nobody but me")
    ORGANISATION = "organisation", _("people of my organisation")
    ASSOCIATION = "association", _("people of my association and its members")
    SIGNED_IN = "signed-in", _("all who are signed in")


FIELDS = ("name", "organisation", "post", "email", "phone", "languages", "themes", "about")


def _choice(name: Any, default: SeenBy) -> "models.CharField[str, str]":
    return models.CharField(name, max_length=12, choices=SeenBy, default=default)


class Profile(models.Model):
    """The part of a person that is a profile, kept in the same row.

    `name_seen_by` is the consent to be found: who may not see the name sees nothing else either,
    whatever the other fields say. Nobody is listed before they have chosen it; e-mail and phone are
    shown to nobody before they have chosen that too.
    """

    phone = models.CharField(_("phone"), max_length=40, blank=True)
    themes = models.ManyToManyField(
        "pages.Theme", blank=True, related_name="persons", verbose_name=_("themes")
    )
    about = models.TextField(_("about me"), max_length=600, blank=True)

    name_seen_by = _choice(_("who finds me by name"), SeenBy.NOBODY)
    organisation_seen_by = _choice(_("who sees my organisation"), SeenBy.SIGNED_IN)
    post_seen_by = _choice(_("who sees my post"), SeenBy.SIGNED_IN)
    email_seen_by = _choice(_("who sees my e-mail address"), SeenBy.NOBODY)
    phone_seen_by = _choice(_("who sees my phone number"), SeenBy.NOBODY)
    languages_seen_by = _choice(_("who sees my languages"), SeenBy.ASSOCIATION)
    themes_seen_by = _choice(_("who sees my themes"), SeenBy.ASSOCIATION)
    about_seen_by = _choice(_("who sees what I say about me"), SeenBy.ASSOCIATION)

    class Meta:
        abstract = True


def visibility_is_known() -> models.CheckConstraint:
    """No other word than those of `SeenBy` stands in any of the fields."""
    condition = Q()
    for field in FIELDS:
        condition &= Q(**{f"{field}_seen_by__in": SeenBy.values})
    return models.CheckConstraint(condition=condition, name="person_visibility_is_known")


class SpokenLanguage(models.Model):
    """A language that a person speaks; `code` is one of LANGUAGES_SPOKEN."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="spoken_languages"
    )
    code = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name = _("language of a person")
        verbose_name_plural = _("languages of persons")
        constraints = [
            models.UniqueConstraint(fields=["person", "code"], name="language_spoken_once"),
            models.CheckConstraint(
                condition=Q(code__in=list(LANGUAGES_SPOKEN)), name="language_spoken_is_known"
            ),
        ]

    def __str__(self) -> str:
        return LANGUAGES_SPOKEN.get(self.code, self.code)
