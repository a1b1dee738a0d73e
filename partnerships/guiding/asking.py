"""Paragraphs of manuals beside the fields of a form that is about to be shown."""

from typing import Any, TypeVar

from partnerships.models import FieldGuidance
from partnerships.registries import paragraphs_for

AnyForm = TypeVar("AnyForm", bound=Any)


def with_paragraphs(form: AnyForm, name: str, reader: Any) -> AnyForm:
    """The form, each field with the paragraph the reader may read of it as `paragraph`.

    One query where none is tied; else the same few whatever their number. `name` is that of the
    form in guiding/fields.py.
    """
    tied = FieldGuidance.objects.filter(field__startswith=f"{name}.")
    things = {field.partition(".")[2]: thing for field, thing in tied.values_list("field", "thing")}
    if not things:
        return form
    found = paragraphs_for(things.values(), reader)
    for field, thing in things.items():
        if field in form.fields and thing in found:
            form.fields[field].paragraph = found[thing]
    return form
