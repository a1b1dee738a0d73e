"""Organisations as IATI names them: found by their reference or name, else made."""

from collections import Counter
from typing import Any

from pages.lines import one_line
from pages.models import Theme
from partnerships.iati.elements import words_of
from partnerships.models import OrganisationCode
from people.models import Organisation

LONGEST_NAME, LONGEST_REFERENCE = 200, 120
_KINDS = {
    "10": Organisation.Kind.NATIONAL_BODY,
    "11": Organisation.Kind.LOCAL_GOVERNMENT,
    "80": Organisation.Kind.TRAINING_INSTITUTE,
    **dict.fromkeys(("21", "22", "23", "24"), Organisation.Kind.CIVIL_SOCIETY),
}


class Register:
    """Organisations by reference and by name, and themes: three queries, whatever is looked up."""

    def __init__(self, made: Counter[str]) -> None:
        self._made = made
        codes = OrganisationCode.objects.exclude(reference=None).select_related("organisation")
        self._by_reference = {code.reference: code.organisation for code in codes}
        self.themes = dict(Theme.objects.values_list("slug", "pk"))
        # Of one name twice the first is meant.
        self._by_name = {
            one.name.casefold(): one for one in Organisation.objects.order_by("-pk").iterator()
        }

    def find(self, element: Any, language: str) -> Organisation | None:
        """The organisation of an element with `ref`, `type` and narratives, made where it is not
        known; None where it names nobody.
        """
        reference = (element.get("ref") or "").strip()[:LONGEST_REFERENCE]
        name = one_line(words_of(element, language), LONGEST_NAME)
        return self._called(reference, name, (element.get("type") or "").strip())

    def find_called(
        self, reference: str, name: Any, reporting: Any, language: str
    ) -> Organisation | None:
        """The organisation of a file of its own: `reporting` is it too, or None."""
        kind = "" if reporting is None else (reporting.get("type") or "").strip()
        words = one_line(words_of(name, language), LONGEST_NAME)
        return self._called(reference[:LONGEST_REFERENCE], words, kind)

    def _called(self, reference: str, name: str, kind: str) -> Organisation | None:
        if not (reference or name):
            return None
        found = self._by_reference.get(reference) if reference else None
        found = found or self._of_that_name(name, reference)
        if found is None:
            found = Organisation.objects.create(
                name=name or reference, kind=_KINDS.get(kind, Organisation.Kind.OTHER)
            )
            self._made["organisations"] += 1
            OrganisationCode.objects.create(
                organisation=found, reference=reference or None, kind=kind[:2]
            )
        elif reference and reference not in self._by_reference:
            OrganisationCode.objects.update_or_create(
                organisation=found, defaults={"reference": reference, "kind": kind[:2]}
            )
        if reference:
            self._by_reference[reference] = found
        self._by_name.setdefault(found.name.casefold(), found)
        return found

    def _of_that_name(self, name: str, reference: str) -> Organisation | None:
        """Not one that has another reference: two references are two organisations."""
        found = self._by_name.get(name.casefold()) if name else None
        if found is None or not reference:
            return found
        code = OrganisationCode.objects.filter(organisation=found).first()
        return None if code and code.reference and code.reference != reference else found
