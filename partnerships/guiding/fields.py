"""Fields beside which a paragraph of a manual may stand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerships.calling.forms import ApplicationForm, CallForm
from partnerships.contracting.forms import ContractForm, InstalmentForm
from partnerships.monitoring.forms import FigureForm, StoryForm
from partnerships.reporting.forms import HandInForm

FORMS: tuple[tuple[str, Any, Any], ...] = (
    ("call", _("A call"), CallForm),
    ("application", _("An application to a call"), ApplicationForm),
    ("contract", _("A paper of a partnership"), ContractForm),
    ("instalment", _("An instalment"), InstalmentForm),
    ("figure", _("A figure"), FigureForm),
    ("report", _("A report"), HandInForm),
    ("story", _("A story"), StoryForm),
)


def choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Fields by their forms, under their keys, e.g. `contract.audit`."""
    return [
        (label, [(f"{key}.{name}", field.label) for name, field in form.base_fields.items()])
        for key, label, form in FORMS
    ]


def label_of(key: str) -> str:
    """The form and the field; the bare key where there is no such field any more."""
    name, _dot, field = key.partition(".")
    for form_key, label, form in FORMS:
        if form_key == name and field in form.base_fields:
            return f"{label}: {form.base_fields[field].label}"
    return key
