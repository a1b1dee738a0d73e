"""A canary stands in every field of text that is closed to somebody, or a reason says why none."""

import pytest
from django.apps import apps
from django.db import connection, models

from tests.house.guarded import FIELDS, NAMES
from tests.house.tree import rooms

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHAT_TO_DO = (
    "{0}: put a canary into it in tests/house/hidden/<room>.py (`hide`), with the roles that may "
    "know it by the matrix of permissions; or give the reason why none belongs there in "
    "tests/house/guarded.py"
)
OF_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# Stored under a name of the site's own; the name that its owner gave it is a field beside it.
NO_WORDS = (models.FileField, models.SlugField, models.UUIDField, models.GenericIPAddressField)


def fields_of_text():
    """Each field of our models that may hold words; one of a list of choices holds none."""
    for model in apps.get_models():
        if model._meta.app_config.name not in rooms() or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            is_text = isinstance(field, OF_TEXT) or "Body" in type(field).__name__
            if is_text and not isinstance(field, NO_WORDS) and not field.choices:
                yield model, field


def has_reason(model, field):
    label = model._meta.label
    return field.name in NAMES or label in FIELDS or f"{label}.{field.name}" in FIELDS


def stored(model, field):
    """All that stands in its column, as the database keeps it."""
    with connection.cursor() as cursor:
        table, column = map(connection.ops.quote_name, (model._meta.db_table, field.column))
        cursor.execute(f"SELECT {column} FROM {table}")
        return str(cursor.fetchall())


def test_every_field_of_text_holds_a_canary_or_has_a_reason(canaries):
    closed = {one.word for one in canaries.all}
    bare = [
        f"{model._meta.label}.{field.name}"
        for model, field in fields_of_text()
        if not has_reason(model, field)
        and not any(word in text for text in (stored(model, field),) for word in closed)
    ]
    assert not bare, "\n".join(WHAT_TO_DO.format(name) for name in bare)


def test_every_reason_is_about_a_field_that_is_there():
    known = {f"{model._meta.label}.{field.name}" for model, field in fields_of_text()}
    known |= {model._meta.label for model, _field in fields_of_text()}
    names = {field.name for model in apps.get_models() for field in model._meta.local_fields}
    assert set(FIELDS) - known == set()
    assert set(NAMES) - names == set()
