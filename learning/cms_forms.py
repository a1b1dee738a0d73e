"""The form of an item in the CMS, which asks whom it may name."""

from typing import Any

from django.http import Http404

from pages.cms_doors import whole_numbers
from pages.forms import AudiencePageForm
from people.querysets import choosable_by

PERSON_FIELDS = ("contact_person", "confirmed_by")


class ItemForm(AudiencePageForm):
    """An item's form; a person is one whom the editor's chooser offers, or who stood there."""

    def clean(self) -> Any:
        self._refuse_persons_who_were_not_offered()
        return super().clean()

    def _refuse_persons_who_were_not_offered(self) -> None:
        """404 for a number that no chooser has offered; the page, or its preview, would name it."""
        sent = {name: self[name].data for name in PERSON_FIELDS if name in self.fields}
        # Until the form is clean, the instance holds the newest version as it was.
        new = {
            str(value)
            for name, value in sent.items()
            if value and str(value) != str(getattr(self.instance, f"{name}_id"))
        }
        if choosable_by(self.for_user).filter(pk__in=whole_numbers(new)).count() < len(new):
            raise Http404
