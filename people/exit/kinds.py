"""What an archive holds: its files of rows, and each field of a row with a sentence for strangers.

The sentences are the README inside the archive; the types are what an import checks. A change that
an older import would misread raises VERSION.
"""

from dataclasses import dataclass
from typing import Any

FORMAT, VERSION = "peerhall-association", 1
MANIFEST, README = "manifest.json", "README.md"
# Signs of an audience: these words, or `group:` and the number of a row of groups.jsonl.
ASSOCIATION_AUDIENCE, GROUP_AUDIENCE = "association", "group"


@dataclass(frozen=True)
class Field:
    """One field of a row: `types` it may have, or, with `to`, the number of a row of that kind."""

    name: str
    what: str
    types: tuple[type, ...] = (str,)
    to: str = ""
    is_many: bool = False
    may_lack: bool = False

    def fits(self, value: Any, counts: dict[str, int]) -> bool:
        """Whether `value` may stand here in an archive with so many rows of each kind."""
        if self.is_many:
            return isinstance(value, list) and all(self._fits_one(one, counts) for one in value)
        return (self.may_lack and value is None) or self._fits_one(value, counts)

    def _fits_one(self, value: Any, counts: dict[str, int]) -> bool:
        if self.to:
            return is_number(value) and 1 <= value <= counts[self.to]
        # To Python a truth value is a whole number.
        is_asked_for = bool in self.types or not isinstance(value, bool)
        return isinstance(value, self.types) and is_asked_for


@dataclass(frozen=True)
class Kind:
    """One file of rows, `<name>.jsonl`: a JSON object on each line."""

    name: str
    what: str
    fields: tuple[Field, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"


def is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _ref(name: str, to: str, what: str, *, may_lack: bool = True) -> Field:
    return Field(name, f"{what} (number in {to}.jsonl)", to=to, may_lack=may_lack)


def _maybe(name: str, what: str, *types: type) -> Field:
    return Field(name, what, types or (str,), may_lack=True)


NUMBER = Field("number", "number of this row, counted from 1 in this file", (int,))
WHO_READS = Field(
    "audience",
    "who may read it: public, signed-in, association (people of the association and its members)"
    " or group:N (members of the group with number N); a page is never more open than those above",
)
_STORED = (
    Field("title", "title"),
    _ref("collection", "collections", "where it is kept"),
    Field("tags", "free words", (str,), is_many=True),
    Field("created_at", "when it was uploaded"),
    _ref("uploaded_by", "persons", "who uploaded it"),
)

KINDS = (
    Kind(
        "organisations",
        "the association (row 1), whoever is or was its member, and, by name alone, other"
        " organisations that its texts name",
        (
            NUMBER,
            Field("relation", "association, member, or named"),
            Field("name", "name"),
            Field("kind", "local-government, association, national-body, training-institute, …"),
            Field("country", "ISO 3166-1 alpha-2, may be empty"),
            Field("region", "region"),
            _maybe("population", "inhabitants, of local governments", int),
            _maybe("area_km2", "area in square kilometres, as a decimal number"),
            Field("about", "what it says of itself"),
            Field("website", "address of its own site"),
            _maybe("external_id", "its name in imports, which no other has"),
            _maybe("confirmed_on", "day on which its page was last confirmed"),
            _ref("confirmed_by", "persons", "who confirmed it"),
        ),
    ),
    Kind(
        "memberships",
        "who was a member of the association, from when until when",
        (
            NUMBER,
            _ref("member", "organisations", "the member", may_lack=False),
            Field("from_on", "first day"),
            _maybe("until_on", "last day; null while it goes on"),
        ),
    ),
    Kind(
        "persons",
        "who holds a post in the association or a member of it, and whom its texts and groups"
        " name. An e-mail address stands here only where its owner shows it to the association;"
        " passwords, phone numbers and the rest of a profile belong to the person and stay behind",
        (
            NUMBER,
            _maybe("name", "name; null for somebody who has deleted their account"),
            _maybe("email", "e-mail address, where its owner shows it to the association"),
            Field("is_active", "false where the account was closed", (bool,)),
        ),
    ),
    Kind(
        "appointments",
        "posts in the association and its members that were held when the archive was made, or"
        " begin later",
        (
            NUMBER,
            _ref("person", "persons", "who holds it", may_lack=False),
            _ref("organisation", "organisations", "where", may_lack=False),
            Field("post", "name of the post"),
            Field("level", "elected, executive, specialist or front-office"),
            _ref("supervisor", "persons", "who supervises it"),
            Field("from_on", "first day"),
            _maybe("until_on", "last day, where there is one"),
        ),
    ),
    Kind(
        "groups",
        "closed groups of the association",
        (
            NUMBER,
            Field("name", "name"),
            Field("members", "who is in it (numbers in persons.jsonl)", to="persons", is_many=True),
        ),
    ),
    Kind(
        "space",
        "how the association keeps its space; one row, or none",
        (
            Field("colour", "six hexadecimal digits after #, or empty"),
            Field("is_approved_by_two", "whether a second person approves texts", (bool,)),
            Field("days_to_approve", "days that person has", (int,)),
        ),
    ),
    Kind(
        "collections",
        "folders of pictures and files; row 1 is the association's own, the others stand in it",
        (NUMBER, _ref("parent", "collections", "the folder around it"), Field("name", "name")),
    ),
    Kind(
        "pictures",
        "pictures, without metadata; those that stand on live pages, and all in the collections",
        (
            NUMBER,
            _maybe("file", "its file in this archive; null where it was lost"),
            *_STORED,
            Field("description", "what it shows"),
            Field("focal_point", "x, y, width, height of what matters in it", (int,), is_many=True),
        ),
    ),
    Kind(
        "files",
        "files to download; those that stand on live pages, and all in the collections",
        (
            NUMBER,
            _maybe("file", "its file in this archive; null where it was lost"),
            *_STORED,
            Field("name", "what it is called when downloaded"),
        ),
    ),
    Kind(
        "pages",
        "the pages of the space in the order of the tree, each behind the one above it: home,"
        " news, newsletters, events, documents, shelf and what stands there; drafts, too",
        (
            NUMBER,
            _ref("parent", "pages", "the page above; null for the home of a language"),
            Field("type", "kind of page; its own fields are listed below"),
            Field("language", "en, fr, es, pt or ar"),
            Field("translation_key", "the same for all language versions of one page"),
            Field("address", "where it stood on the site"),
            WHO_READS,
            Field("fields", "what the page says, by the names listed below", (dict,)),
        ),
    ),
    Kind(
        "revisions",
        "every version of every page that was kept, page by page, the oldest first",
        (
            NUMBER,
            _ref("page", "pages", "of which page", may_lack=False),
            Field("created_at", "when it was saved"),
            _ref("user", "persons", "who saved it"),
            Field("title", "title at that time"),
            _maybe("go_live_at", "when it is to be published, where that was approved"),
            Field("is_newest", "whether the next change begins from it", (bool,)),
            Field("is_live", "whether it is what readers see", (bool,)),
            Field("fields", "what the page said then; as in pages.jsonl", (dict,)),
        ),
    ),
    Kind(
        "newsletters",
        "newsletters, drafts among them, with how many they reached",
        (
            NUMBER,
            Field("key", "a UUID that names it"),
            Field("language", "en, fr, es, pt or ar"),
            Field("subject", "subject"),
            Field("message", "message, in Markdown"),
            Field("items", "pages sent with it (pages.jsonl)", to="pages", is_many=True),
            WHO_READS,
            Field("narrowing", "chosen sizes, levels and countries; empty for all", (dict,)),
            Field("state", "draft, waiting, approved, sending, sent or stopped"),
            Field("reason", "why it was given back or stopped"),
            _maybe("send_at", "when it was to go out"),
            _ref("written_by", "persons", "who wrote it"),
            Field("changed_at", "when it was last changed"),
            _ref("approved_by", "persons", "who approved it"),
            _maybe("approved_at", "when"),
            _maybe("begun_at", "when it began to go out"),
            _maybe("ended_at", "when it had gone out, or was stopped"),
            _ref("page", "pages", "the page it became"),
            Field("people", "how many people it reached", (int,)),
            Field(
                "reached",
                "pairs: an organisation (organisations.jsonl), and how many people there",
                (list,),
                is_many=True,
            ),
        ),
    ),
    Kind(
        "readings",
        "how often a page was read from an organisation in a month, where that was five times or"
        " more; who read it is not known to anybody",
        (
            NUMBER,
            _ref("page", "pages", "the page", may_lack=False),
            _ref("organisation", "organisations", "from where", may_lack=False),
            Field("month", "the month's first day"),
            Field("readings", "one person on one day is one reading", (int,)),
        ),
    ),
)
