"""What every view of this room does alike."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.too_late import TooLate

TOO_LATE = TooLate("mentoring", gettext_lazy("To my coaching"))
or_too_late, too_late = TOO_LATE.guard, TOO_LATE.answer


def pair_crumbs(pk: uuid.UUID) -> list[dict[str, str]]:
    """The way to a page of the pair with this number."""
    return [
        {"label": _("Coaching"), "url": reverse("mentoring")},
        {"label": _("Your coaching"), "url": reverse("pair", args=[pk])},
    ]
