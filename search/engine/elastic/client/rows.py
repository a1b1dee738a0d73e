"""What the index holds of an item and of a part: the fields of a row."""

import types
from typing import Any

from elasticsearch.dsl import (
    Document,
    Float,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Text,
)

from search.engine.interface import FACETS, LANGUAGES
from search.engine.shelves import SHELVES

Body = dict[str, Any]

# Raise when fields or analysis change: an index of another number is not read, it is rebuilt.
FORMAT = 3


class _Facts(Document):
    """What an item or a part of one holds in any language.

    ``place`` is a part's number in its item; on an item, how many parts it has.
    """

    kind = Keyword()
    shelf = Keyword()
    owner = Keyword()
    place = Integer()
    review_by = Integer(index=False, doc_values=False)
    published_at = Long()
    worth = Float(index=False)
    title_key = Keyword()
    title_words = Text(
        analyzer="whitespace",
        index_options="docs",
        norms=False,
        index_prefixes={"min_chars": 2, "max_chars": 12},
    )
    scopes = Keyword()
    stored = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        meta = MetaField(format=FORMAT)
        # What is only searched need not be kept a second time.
        source = MetaField(includes=["owner", "place", "review_by", "stored"])


def _fields() -> Body:
    """Texts are terms parted by spaces: the server splits them and knows no language."""
    fields: Body = {name: Keyword() for name in FACETS}
    for language in LANGUAGES:
        fields[f"theme_{language}"] = Text(analyzer="whitespace", index_options="docs", norms=False)
        for shelf in SHELVES:
            for name in ("title", "text", "part"):
                fields[f"{shelf}{name}_{language}"] = Text(analyzer="whitespace")
            fields[f"{shelf}trace_{language}"] = Text(
                analyzer="whitespace", index_options="docs", norms=False
            )
            fields[f"{shelf}words_{language}"] = Keyword()
    return fields


# Rows are written as plain dictionaries of these fields: a hundred thousand objects would cost as
# much as analysing their texts.
Row: type[Document] = types.new_class("Row", (_Facts,), {}, lambda body: body.update(_fields()))
