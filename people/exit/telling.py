"""The README inside an archive: whoever has never heard of Peerhall can use what is in it."""

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from django.utils import translation
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.fields import StreamField

from pages.models import BasePage, Theme
from people.exit.fields import KIND_OF, fields_of
from people.exit.kinds import FORMAT, KINDS, MANIFEST, VERSION
from people.exit.texts import table_of
from people.models import AssociationPage

_HEAD = """\
# {association}

All that this association kept at {site}, written at {made_at} as `{format}`,
version {version}. Any program that reads ZIP and JSON can read it. A Peerhall site without
organisations takes it in:

    ./peerhall manage import_association ARCHIVE

## How it is written

`{manifest}` names every file with its size in bytes, its SHA-256 and the number of rows. Each
`.jsonl` file is UTF-8 and has one JSON object on each line. Numbers of rows hold within this
archive and nowhere else. Days are written `2026-05-17`, moments `2026-05-17T08:30:00+00:00`.

## What is not in it

Accounts and passwords, who may edit or invite, invitations, mail domains, messages between
persons, notes that editors wrote in the margins, and the log of what was done: they belong to
persons, or are rights on that site. Nor pages that are closed to a circle of others. A link to a
page that is not in here leads to its public address, where it has one.

This archive names persons: keep it as you keep a list of members.

## Files
"""
_TEXTS = """\
## Texts

A field of kind "text in blocks" is a list of objects with `type`, `value` and `id`:

- `heading`: `level` (2 to 4) and `text`
- `text`: HTML with b, i, s, sup, sub, code, a, p, ol, ul, li, blockquote, h2 to h4, hr and br.
  `<a linktype="page" id="7">` leads to row 7 of pages.jsonl, `<a linktype="document" id="7">` to
  row 7 of files.jsonl, and `<embed embedtype="image" id="7">` shows row 7 of pictures.jsonl
- `picture`: `picture` (number in pictures.jsonl), `alt`, `caption`
- `file`: `file` (number in files.jsonl), `title`
- `table`: `data`, a list of rows of cells, and which row and column are headings
- `steps`, `checklist`: lists; `callout`: `tone`, `title`, `text`; `quote`: `text`, `by`; `video`:
  `url`, `title`

## Fields of each kind of page
"""


# Where Wagtail's own name of a field says less to who does not know it.
_IN_WORDS = {
    "alias_of": "the page that this one shows again",
    "draft_title": "title of the newest version",
    "expire_at": "when readers see it no more",
    "expired": "whether that has come",
    "first_published_at": "when readers first saw it",
    "go_live_at": "when readers are to see it",
    "has_unpublished_changes": "whether the newest version is not what readers see",
    "last_published_at": "when what readers see was published",
    "listed_at": "the day lists are ordered by; null for a draft",
    "live": "whether there is something that readers see; false for a draft",
    "owner": "who began it",
    "search_description": "sentence for search engines",
    "seo_title": "title for search engines",
    "slug": "its part of the address",
}


def readme(facts: dict[str, Any]) -> str:
    """In English, whatever the language of the screen: it is read far from it."""
    with translation.override("en"):
        head = _HEAD.format(format=FORMAT, version=VERSION, manifest=MANIFEST, **facts)
        return "\n".join([head, *_kinds(), _TEXTS, *_page_types()])


def _kinds() -> Iterator[str]:
    for kind in KINDS:
        yield f"### {kind.file}\n\n{fill(kind.what[0].upper() + kind.what[1:], 96)}.\n"
        yield from (f"- `{one.name}`: {one.what}" for one in kind.fields)
        yield ""
    yield "### pictures/, files/\n\nThe pictures and files themselves, named by their number.\n"


def _page_types() -> Iterator[str]:
    """What all have first, then of each kind what is its own."""
    models = _models()
    common = set.intersection(*(set(fields_of(model)) for model in models))
    yield "### All of them\n"
    first = fields_of(models[0])
    yield from _lines({name: first[name] for name in sorted(common)})
    for model in models:
        own = {name: one for name, one in fields_of(model).items() if name not in common}
        yield f"\n### {model._meta.label} ({model._meta.verbose_name})\n"
        yield from _lines(own)


def _models() -> list[type[BasePage]]:
    """Every kind of page that can stand in a space."""
    found: set[type[BasePage]] = set()
    to_come: list[type[BasePage]] = [AssociationPage]
    while to_come:
        model = to_come.pop()
        if model not in found:
            found.add(model)
            to_come += model.allowed_subpage_models()
    return sorted(found, key=lambda model: str(model._meta.label))


def _lines(fields: dict[str, Any]) -> Iterator[str]:
    for name, field in fields.items():
        known = getattr(field, "verbose_name", name.replace("_", " "))
        said = _IN_WORDS.get(name) or str(known)
        yield f"- `{name}`: {said}{_shape_of(field)}"


def _shape_of(field: Any) -> str:
    if isinstance(field, StreamField):
        return "; text in blocks"
    if isinstance(field.remote_field, ParentalKey):
        names = [
            one.name
            for one in field.related_model._meta.fields
            if not one.primary_key and not isinstance(one, ParentalKey)
        ]
        return f"; a list of objects with {', '.join(names)}"
    if not field.is_relation:
        return ""
    model = table_of(field.related_model)
    if model in (Theme, Tag):
        return "; their short names" if field.many_to_many else "; its name"
    return f" (number in {KIND_OF[model]}.jsonl)"
