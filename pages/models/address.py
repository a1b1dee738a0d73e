"""Where a page stands, in one indexed row, and how fresh the library is."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class PageAddress(models.Model):
    """The path under which a page is read, e.g. `/fr/bibliotheque/dechets/`.

    Wagtail's own `url_path` has no index and needs the site and every ancestor to become an
    address; this row is found by one query. `parent` is the page above at the time of writing, so
    that a move is noticed. `is_public` is false as soon as one barrier stands before the page or
    the page is not live.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="our_address"
    )
    parent = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.CharField(_("address"), max_length=1000, unique=True)
    language = models.CharField(_("language"), max_length=10)
    is_public = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.address


class SiteVersion(models.Model):
    """One number that moves with anything a public page may show (decision 0003).

    Content, audiences, moves, themes, organisations: each transaction that changes one of them adds
    one. An ETag is made of it, the release and the day.
    """

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def advance(cls) -> None:
        """Add one, in the transaction of the change. The row exists from the first migration.

        The row stays locked until that transaction ends, so two changes of the tree never
        overlap: see tests/races.
        """
        cls.objects.filter(pk=1).update(number=F("number") + 1)

    @classmethod
    def current(cls) -> int:
        """The number now; one query."""
        return cls.objects.values_list("number", flat=True).get(pk=1)
