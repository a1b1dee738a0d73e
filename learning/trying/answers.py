"""What every view of this part does alike."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.models import LibraryItem
from pages.too_late import TooLate

TOO_LATE = TooLate("desk", gettext_lazy("To my desk"))
or_too_late = TOO_LATE.guard


def crumbs(item: LibraryItem, *, is_below: bool = False) -> list[dict[str, Any]]:
    """The way to a page of reports on an item."""
    way = [{"label": item.title, "url": item.address}]
    if is_below:
        way.append({"label": _("What came of it"), "url": reverse("tried", args=[item.pk])})
    return way
