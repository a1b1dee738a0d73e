"""Whatever page of one thing a visitor or a member may open is found, or says why it is not.

The table of who may open what knows every address; the sources of the search know what they lead
to. A page in the one and not in the other needs a source (search/rooms.py) or a reason here.
"""

import re
from collections.abc import Iterable

import pytest
from django.urls import resolve

from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from pages.models import HomePage
from pages.registries import page_views
from people.models import AssociationPage, EventPage, NewsletterPage, NewsPage
from people.models.documents import DocumentsPage
from people.models.event import EventsPage
from people.models.news import NewsIndexPage
from search.kinds import KIND_LABELS
from search.sources import ROOMS
from tests.house.table import Row, row
from tests.house.who_may_open import ROWS
from tests.house.world import World
from tests.standing import standing

world = standing(World)

# An address that ends with `*` stands for all that begin so.
NOT_FOUND: dict[str, tuple[str, ...]] = {
    "a feed or a file of what is found itself": (
        "<language>/associations/<int:pk>/events.ics",
        "<language>/associations/<int:pk>/feed.atom",
        "<language>/boards/<int:pk>/feed.atom",
        "<language>/countries/<str:code>/feed.atom",
        "<language>/themes/<slug:slug>/feed.atom",
        "<language>/events/<int:pk>/event.ics",
        "<language>/trainings/<uuid:pk>/training.ics",
        "<language>/take-along/<int:pk>/",
        "<language>/take-along/<int:pk>/pdf/",
        "<language>/courses/<int:pk>/cascade/file/<slug:kind>/",
        "<language>/benchmarks/rounds/<uuid:pk>/compare.<slug:kind>",
        "<language>/calls/list.<slug:kind>",
        "<language>/partnerships/list.<slug:kind>",
        "<language>/partnerships/reports/list.<slug:kind>",
        "<language>/plans/list.<slug:kind>",
        "api/v1/*",
    ),
    "a part of a page that is found, and leads there": (
        "<language>/associations/<int:pk>/members/",
        "<language>/benchmarks/indicators/<uuid:pk>/",
        "<language>/benchmarks/rounds/<uuid:pk>/",
        "<language>/benchmarks/rounds/<uuid:pk>/compare/",
        "<language>/boards/post/<int:pk>/before/",
        "<language>/courses/<int:pk>/cascade/",
        "<language>/courses/<int:pk>/cascade/<uuid:event>/",
        "<language>/plans/<uuid:pk>/themes/<slug:slug>/",
        "<language>/partnerships/<uuid:pk>/risks/",
        # What was tried stands on its text.
        "<language>/tried/<int:pk>/",
        "<language>/tried/<uuid:pk>/",
    ),
    "where what is found has travelled, with its files": ("<language>/impact/*",),
    "a search that its owner keeps": ("<language>/search/saved/<uuid:pk>/",),
    "a list: what stands on it is found": (
        "<language>/boards/<int:pk>/",
        "<language>/mentors/about/<int:page_id>/",
        "<language>/mentors/on/<slug:theme>/",
    ),
    "a form": (
        "<language>/ask-about/<int:pk>/",
        "<language>/boards/topic/<int:pk>/reply/",
        "<language>/benchmarks/<uuid:pk>/indicator/",
        "<language>/benchmarks/indicators/<uuid:pk>/version/",
        "<language>/join/<int:organisation_id>/",
        "<language>/mentors/<uuid:pk>/ask/",
        "<language>/organisations/<int:pk>/write/",
        "<language>/people/<int:pk>/write/",
        "<language>/tried/<int:pk>/report/",
    ),
    "opened by a secret that its owner alone was sent": (
        "<language>/account/*",
        "<language>/join/address/<str:token>/",
        "<language>/join/invitation/<str:token>/",
        "<language>/my-feed/<str:token>/feed.atom",
        "<language>/notices/stop/<str:token>/",
        "<language>/trainings/asked/<str:token>/",
        "<language>/verify/<str:token>/",
    ),
    "between few persons, and never in the index (safeguards 2C)": (
        "<language>/mentoring/*",
        "<language>/messages/<uuid:pk>/",
        "<language>/placements/<uuid:pk>/*",
        "<language>/placements/applications/*",
        "<language>/certificates/<uuid:pk>/*",
        "<language>/calls/<uuid:pk>/applications/",
        "<language>/calls/applications/*",
        "<language>/partnerships/risks/*",
        "<language>/benchmarks/rounds/<uuid:pk>/for/*",
    ),
    "a person: the directory asks each time what the viewer may know (D11)": (
        "<language>/people/<int:pk>/",
    ),
    "part of the page that shows it": (
        "<language>/boards/attachment/<int:pk>/<path:name>",
        "associations/<int:pk>/colour.css",
        # Its words are a part of the text it stands on.
        "files/<int:file_id>/<path:name>",
        "pictures/<int:rendition_id>/<path:name>",
    ),
}
PAGES_FOUND = {
    ArticlePage: "article",
    CaseStudyPage: "case study",
    ManualPage: "manual",
    NewsPage: "news",
    EventPage: "event",
}
PAGES_NOT_FOUND = {
    ChapterPage: "a part of its manual, or a hit of the same kind where it is closed to more",
    HomePage: "the way in",
    LibraryPage: "a list",
    AssociationPage: "the space of an organisation, which is found",
    DocumentsPage: "a list",
    EventsPage: "a list",
    NewsIndexPage: "a list",
    NewsletterPage: "a letter of links to what is found",
}
WHAT_TO_DO = (
    "can be opened and is not found: let its room be a source of the search (search/rooms.py, one "
    "of ROOMS in search/sources.py, its label in search/kinds.py, and `announce_things` where it "
    "changes), or give the reason in NOT_FOUND of this test"
)


def pages_of_things(rows: Iterable[Row]) -> set[str]:
    """Patterns with a thing in them that a visitor or a member opens."""
    read = [one for one in rows if not one.is_post]
    opened = (
        one.pattern for one in read if "200" in (one.expected["visitor"], one.expected["member"])
    )
    return {pattern for pattern in opened if "<" in pattern.removeprefix("<language>/")}


def stated(pattern: str) -> bool:
    """Whether there is a reason why such a page is not found."""
    reasons = [one for some in NOT_FOUND.values() for one in some]
    return any(
        pattern.startswith(one[:-1]) if one.endswith("*") else pattern == one for one in reasons
    )


def found_by(person) -> set[str]:
    """Patterns of the pages to which hits of the rooms lead a person."""
    urls = [
        one.url
        for rows in ROOMS
        for one in rows.readable(person, list(rows.seen().values_list("pk", flat=True))).values()
    ]
    return {re.sub(r"^\w\w/", "<language>/", resolve(url).route) for url in urls}


@pytest.fixture
def found(world):
    return found_by(None) | found_by(world.persons["member"])


@pytest.mark.django_db
def test_each_page_of_a_thing_is_found_or_says_why_not(found):
    forgotten = {one for one in pages_of_things(ROWS) - found if not stated(one)}
    # The pages of the tree are asked for below, by their models.
    forgotten = {one for one in forgotten if not one.startswith("<language>/^")}
    assert sorted(forgotten) == [], WHAT_TO_DO


@pytest.mark.django_db
def test_the_question_can_fail(found):
    """A control: a page that nobody thought of is named."""
    new = row("<language>/wells/<int:pk>/", "/en/wells/1/", "200")
    closed = row("<language>/wells/<int:pk>/edit/", "/en/wells/1/edit/", "404")
    asked = pages_of_things([*ROWS, new, closed]) - found
    assert [one for one in asked if "wells" in one and not stated(one)] == [new.pattern]
    assert "<language>/partnerships/<uuid:pk>/" in found
    assert found_by(None) < found


@pytest.mark.django_db
def test_every_reason_is_needed(found):
    asked = pages_of_things(ROWS) | {one.pattern for one in ROWS if "^" in one.pattern}
    for reason, patterns in NOT_FOUND.items():
        for pattern in patterns:
            begin = pattern.rstrip("*")
            own = {one for one in asked if one.startswith(begin)}
            assert own, f"no such page: {pattern} ({reason})"
            assert pattern.endswith("*") or pattern not in found, f"it is found: {pattern}"


@pytest.mark.django_db
def test_each_source_has_something_in_the_small_world_and_a_label(world):
    """Else the first test would not see to what page it leads."""
    for rows in ROOMS:
        assert rows.count(), f"plant one of {rows.type} in tests/house/planted"
        assert rows.type in KIND_LABELS


def test_each_kind_of_page_of_the_tree_is_found_or_says_why_not():
    shown = set(page_views._views)
    assert shown == {*PAGES_FOUND, *PAGES_NOT_FOUND}, (
        "a kind of page needs a source (search/sources.py) or its reason in PAGES_NOT_FOUND"
    )
    assert set(PAGES_FOUND.values()) <= set(KIND_LABELS)
