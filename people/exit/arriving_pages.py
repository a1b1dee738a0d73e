"""Pages, their history, newsletters and readings out of an archive."""

import uuid
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Locale, Page, PageLogEntry, Revision

from pages.models import BasePage, HomePage
from people.exit.archive import Row
from people.exit.fields import as_stored, carried_over, fields_of
from people.exit.inward import Inward
from people.models import AssociationPage, Newsletter, NewsletterReach, ReadingCount
from people.space.making import make_space_homes
from people.states import NewsletterState

# What was under way on the other site does not go out from here by itself.
STATES_HERE: dict[str, str] = {
    NewsletterState.WAITING: NewsletterState.DRAFT,
    NewsletterState.APPROVED: NewsletterState.DRAFT,
    NewsletterState.SENDING: NewsletterState.STOPPED,
}


def page(into: Inward, row: Row) -> None:
    """A page below its parent, behind its audience from its first moment on."""
    model = _model_of(row)
    into.is_ahead = False
    one = model.from_serializable_data(_data(into, row, model), check_fks=False)
    if into.is_ahead:
        into.pages_ahead.add(row["number"])
    one.locale = Locale.objects.get(language_code=row["language"])
    one.translation_key = uuid.UUID(row["translation_key"])
    one.chosen_audience = into.audience_key(row["audience"])
    _parent_of(into, row).add_child(instance=one)
    # Who began it did so elsewhere, and not now.
    PageLogEntry.objects.filter(page=one.pk).update(user=None)
    into.numbers["pages"][row["number"]] = one.pk


def links_ahead(into: Inward, row: Row) -> None:
    """Write a page again that points at one further on; now all are there."""
    if row["number"] not in into.pages_ahead:
        return
    model = _model_of(row)
    there = model.objects.get(pk=into.numbers["pages"][row["number"]])
    again = model.from_serializable_data(_data(into, row, model), check_fks=False)
    for name, field in fields_of(model).items():
        if field in model._meta.fields and name in row["fields"]:
            setattr(there, field.attname, getattr(again, field.attname))
    there.save()


def moments(into: Inward, row: Row) -> None:
    """Set back what saves have set to now; a chapter's save moves its manual's as well."""
    model = _model_of(row)
    were = {
        name: row["fields"][name]
        for name, field in fields_of(model).items()
        if isinstance(field, models.DateTimeField) and name in row["fields"]
    }
    model.objects.filter(pk=into.numbers["pages"][row["number"]]).update(**were)


def revision(into: Inward, row: Row) -> None:
    """An older version, or the newest, as it was saved."""
    there = Page.objects.get(pk=into.numbers["pages"][row["page"]])
    model: Any = there.specific_class
    content = as_stored(model, carried_over(model, row["fields"], into))
    one = Revision(
        content_type=there.content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(there.pk),
        created_at=row["created_at"],
        user=into.person(row["user"]),
        object_str=row["title"],
        approved_go_live_at=row["go_live_at"],
        content={
            **content,
            "pk": there.pk,
            "content_type": there.content_type_id,
            "locale": there.locale_id,
            "translation_key": str(there.translation_key),
        },
    )
    one.clean_fields(exclude=["object_str"])
    one.save()
    marks = {"latest_revision": row["is_newest"], "live_revision": row["is_live"]}
    Page.objects.filter(pk=there.pk).update(**{name: one for name, is_it in marks.items() if is_it})


def newsletter(into: Inward, row: Row) -> None:
    """A newsletter and whom it reached; nothing goes out by it."""
    names = {"key", "language", "subject", "message", "narrowing", "reason"}
    names |= {"send_at", "changed_at", "approved_at", "begun_at", "ended_at", "people"}
    state: str = row["state"]
    state = STATES_HERE.get(state, state)
    if state == NewsletterState.DRAFT:
        row = {**row, "approved_by": None, "approved_at": None}
    one = Newsletter(
        **{name: row[name] for name in names},
        association=into.association,
        audience=into.audience_key(row["audience"]),
        state=state,
        written_by=into.person(row["written_by"]),
        approved_by=into.person(row["approved_by"]),
        page_id=into.of("pages", row["page"]),
    )
    one.full_clean(exclude=["written_by"])
    one.save()
    one.items.set([into.numbers["pages"][number] for number in row["items"]])
    NewsletterReach.objects.bulk_create(
        NewsletterReach(
            newsletter=one, organisation_id=into.numbers["organisations"][number], people=people
        )
        for number, people in row["reached"]
    )


def reading(into: Inward, row: Row) -> None:
    one = ReadingCount(
        page_id=into.numbers["pages"][row["page"]],
        organisation_id=into.numbers["organisations"][row["organisation"]],
        month=row["month"],
        readings=row["readings"],
    )
    one.full_clean()
    one.save()


def open_to_editors(into: Inward) -> None:
    """Give the association's editors, whoever they will be, their rights in its space."""
    association = into.association
    homes = AssociationPage.objects.filter(association=association)
    languages = list(homes.values_list("locale__language_code", flat=True))
    if languages:
        make_space_homes(association, languages)


def _model_of(row: Row) -> type[BasePage]:
    model: type[BasePage] = apps.get_model(row["type"])
    return model


def _data(into: Inward, row: Row, model: type[BasePage]) -> dict[str, Any]:
    return {"pk": None, **as_stored(model, carried_over(model, row["fields"], into))}


def _parent_of(into: Inward, row: Row) -> Page:
    if row["parent"] is None:
        home: Page = HomePage.objects.get(locale__language_code=row["language"])
        return home
    return Page.objects.get(pk=into.numbers["pages"][row["parent"]])
