"""What becomes of the rows of a space that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (OwnData("people.FeedAddress.person", _("Your feed"), ("made_at",), "delete", KEPT),)
