"""The fields of a page, live or in an older version, between a site and an archive.

Read from the models, so that a page of any room comes along without this room knowing it. What
points at a table that no archive carries is a fault of the programme and raises NotCarried.
"""

import json
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import Tag
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Collection, Page

from pages.models import BasePage, File, Picture, Theme
from people.exit.texts import Bridge, carried, table_of
from people.models import Organisation, Person

# Where a page stands, which the row says or the site finds out; notes in the margin stay behind.
OF_THE_SITE = frozenset(
    {
        *("pk", "id", "path", "depth", "numchild", "url_path", "content_type"),
        *("translation_key", "locale", "latest_revision", "live_revision"),
        COMMENTS_RELATION_NAME,
    }
)
KIND_OF: dict[type[models.Model], str] = {
    Person: "persons",
    Organisation: "organisations",
    Page: "pages",
    Picture: "pictures",
    File: "files",
    Collection: "collections",
}


class NotCarried(Exception):
    """A field points at a table that no archive carries."""


class Crossing(Bridge, Protocol):
    """A bridge that also knows things which have a name of their own: themes and tags."""

    def named(self, model: type[Any], name: Any) -> Any:
        """The thing on the other side: of a number its name, of a name its number; or None."""


def fields_of(model: type[BasePage]) -> dict[str, Any]:
    """The fields of a kind of page that an archive holds, by name."""
    found = {}
    for field in model._meta.get_fields():
        is_child = isinstance(field.remote_field, ParentalKey)
        is_list = isinstance(field, ParentalManyToManyField)
        is_column = getattr(field, "concrete", False) and getattr(field, "serialize", False)
        if field.name not in OF_THE_SITE and (is_child or is_list or is_column):
            found[field.name] = field
    for name in model.left_out_of_archives:
        found.pop(name)
    return found


def carried_over(model: type[BasePage], data: dict[str, Any], over: Crossing) -> dict[str, Any]:
    """What `data` says of a page, in the other side's numbers.

    Things that do not come along are null, or missing in a list. Fields that the page has no more
    are left out.
    """
    fields = fields_of(model)
    return {
        name: _value(fields[name], value, over) for name, value in data.items() if name in fields
    }


def _value(field: Any, value: Any, over: Crossing) -> Any:
    if value is None:
        return None
    if isinstance(field.remote_field, ParentalKey):
        rows = [_child(field.related_model, row, over) for row in value]
        return [row for row in rows if row is not None]
    if field.many_to_many:
        there = [_thing(field, one, over) for one in value]
        return [one for one in there if one is not None]
    if field.is_relation:
        return _thing(field, value, over)
    if isinstance(field, StreamField):
        return carried(field.stream_block, value, over)
    return value


def _child(model: type[models.Model], row: dict[str, Any], over: Crossing) -> Any:
    """A row that belongs to the page, without its number; None where what it needs is lost."""
    there = {}
    for name, value in row.items():
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.primary_key or isinstance(field, ParentalKey):
            continue
        there[name] = _value(field, value, over)
        if there[name] is None and not field.null:
            return None
    return there


def _thing(field: Any, value: Any, over: Crossing) -> Any:
    model = table_of(field.related_model)
    if model in (Theme, Tag):
        return over.named(model, value)
    if model not in KIND_OF:
        raise NotCarried(f"{field.model._meta.label}.{field.name}")
    return over.number_of(model, value)


def as_stored(model: type[BasePage], fields: dict[str, Any]) -> dict[str, Any]:
    """`fields` as Wagtail's own versions hold them: bodies as text, children without a number."""
    stored: dict[str, Any] = {}
    known = fields_of(model)
    for name, value in fields.items():
        if isinstance(known[name], StreamField) and value is not None:
            stored[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(known[name].remote_field, ParentalKey):
            stored[name] = [{"pk": None, **row} for row in value]
        else:
            stored[name] = value
    return stored
