"""Numbers of queries: within the budget, and the same for few things and for many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from pages.audiences import set_audience
from pages.keeping import forget_everything
from people.models import Appointment, Organisation, Person

pytestmark = pytest.mark.django_db

# A member's page also asks what they have not read yet, from which organisation they read, and what
# they may know of what was tried.
VISITOR, MEMBER = 12, 19
FEW, MANY = 5, 50


@pytest.fixture
def library():
    return LibraryPage.objects.get(locale__language_code="en", depth=3)


@pytest.fixture
def association():
    return Organisation.objects.create(name="Copperline Towns", kind="association", country="ZM")


@pytest.fixture
def member(association):
    person = Person.objects.create_user("mutale@kasembe.example", "long enough", name="Mutale")
    Appointment.objects.create(
        person=person,
        organisation=association,
        post="Adviser",
        level="specialist",
        from_on=date(2020, 1, 1),
    )
    return person


def fill(library, association, number):
    manual = ManualPage(
        title="Manual",
        locale=library.locale,
        contact_post="Adviser",
        contact_organisation=association,
        author_organisation=association,
    )
    library.add_child(instance=manual)
    for place in range(number):
        manual.add_child(instance=ChapterPage(title=f"Chapter {place}", locale=library.locale))
        kind = ArticlePage if place % 2 else CaseStudyPage
        item = kind(
            title=f"Item {place}",
            locale=library.locale,
            author_organisation=association,
            body=[("heading", {"level": "2", "text": "A"}), ("text", "<p>Words.</p>")],
        )
        library.add_child(instance=item)
        if place == number - 1:
            closed = ArticlePage(title="Closed", locale=library.locale)
            closed.chosen_audience = f"association:{association.pk}"
            library.add_child(instance=closed)
    return manual


def queries(client, address):
    """Queries of a process that shows the page for the first time, and for the second."""
    client.get(address)
    counted = []
    forget_everything()
    for _time in ("first", "second"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    return counted


def addresses(library, manual):
    return {
        "home": "/en/",
        "library": library.address,
        "library by theme": f"{library.address}?theme=waste",
        "manual": manual.address,
        "chapter": ChapterPage.objects.child_of(manual).first().our_address.address,
        "article": ArticlePage.objects.filter(title="Item 1").get().our_address.address,
        "case study": CaseStudyPage.objects.filter(title="Item 0").get().our_address.address,
    }


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_a_page_asks_as_much_of_the_database_for_five_things_as_for_fifty(
    library, association, member, who
):
    client = Client()
    if who == "member":
        client.force_login(member)
    counted = {}
    for number in (FEW, MANY):
        manual = fill(library, association, number)
        for name, address in addresses(library, manual).items():
            counted.setdefault(name, []).append(queries(client, address))
        for page in library.get_children():
            page.delete()
        library.refresh_from_db()
    budget = VISITOR if who == "visitor" else MEMBER
    assert {name: few for name, (few, many) in counted.items() if few != many} == {}
    again = {name: many[1] for name, (few, many) in counted.items()}
    assert {name: number for name, number in again.items() if number > budget} == {}


def test_a_closed_item_costs_a_member_two_queries_more_at_most(library, association, member):
    manual = fill(library, association, FEW)
    client = Client()
    client.force_login(member)
    open_cost = queries(client, manual.address)
    set_audience(manual.translation_key, f"association:{association.pk}")
    closed_cost = queries(client, manual.address)
    assert closed_cost[1] <= open_cost[1] + 2
