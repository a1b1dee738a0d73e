"""The towns and persons of one journey through everything, and what they have when it begins.

Each run has towns of its own, so that what it counts is what it did.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import Page

from tests.journeys.cast import PASSWORD, Cast
from tests.journeys.demo import DemoSite

PROGRAMME = "marijke-doornveld@neighbour-towns.example"
# Edit for the associations of the two towns.
OF_ONE, OF_OTHER = "daniel-sikota@copperline.example", "nadia-lafraoui@plain-communes.example"
ASSESS = ("paola-ichazo@valle-alto.example", "ivo-monteiro-lima@camaras-das-ilhas.example")
THEME, THEME_SLUG = "Waste fees and rounds", "waste-fees"


@dataclass(frozen=True)
class Players:
    """Who plays: a town that knows how, one that learns it, and two that it teaches.

    Of each person the name; the address is made of it.
    """

    knows: str
    learns: str
    taught: str
    taught_next: str
    # Knows how, coaches, and answers for her town.
    mentor: str
    # Asks, learns and writes it down; answers for the town that learns.
    officer: str
    # Is placed in the other town, and leaves.
    colleague: str
    # Of the town that is taught, and teaches the next.
    carrier: str
    last: str
    # Wrote the course.
    author: str


PLAYERS = {
    True: Players(
        knows="Lufubwe Ford",
        learns="Ksar Timrit",
        taught="Nsansa",
        taught_next="Kapopo Mills",
        mentor="Chola Mwansa",
        officer="Imane Tazrouti",
        colleague="Rachid Amellal",
        carrier="Esnart Kalunga",
        last="Webby Sichone",
        author="Precious Hamukoma",
    ),
    False: Players(
        knows="Mukambo Bridge",
        learns="Aïn Zitra",
        taught="Chilenga",
        taught_next="Lwamba Cross",
        mentor="Mutinta Hachipuka",
        officer="Hajar Benslimi",
        colleague="Driss Ouakrim",
        carrier="Beauty Nkandu",
        last="Obert Malambo",
        author="Clement Siame",
    ),
}

BEGINS = """
import datetime, json
from learning.models import CaseStudyPage, LibraryPage, ManualPage
from pages.models import Theme
from people.actions import give_role
from people.models import Appointment, AssociationMembership, Organisation, Person
from people.roles import ORGANISATION_CONTACT
said = json.loads(%r)
since = datetime.date(2024, 1, 1)
towns, persons = {}, {}
for name, country, association in said["towns"]:
    towns[name] = Organisation.objects.create(
        name=name, kind="local-government", country=country, population=24_000
    )
    AssociationMembership.objects.create(
        member=towns[name], association=Organisation.objects.get(name=association), from_on=since
    )
for name, email, town, post, language, is_contact in said["persons"]:
    persons[name] = Person.objects.create_user(
        email, name=name, password=said["password"], language=language, name_seen_by="signed-in"
    )
    Appointment.objects.create(
        person=persons[name], organisation=towns[town], post=post, level="specialist", from_on=since
    )
    if is_contact:
        give_role(
            by=None, person=persons[name], role=ORGANISATION_CONTACT, organisation=towns[town]
        )
theme = Theme.objects.get(slug=said["theme"])
for model, language, words in (
    (ManualPage, "ar", {"title": said["manual"], "summary": said["summary"]}),
    (CaseStudyPage, "en", {
        "title": said["case"], "place": said["knows"], "problem": "Bins were full on Mondays.",
        "done": "Two rounds before the market opens.",
    }),
):
    shelf = LibraryPage.objects.get(locale__language_code=language, association=None, depth=3)
    page = model(
        locale=shelf.locale, author_organisation=towns[said["knows"]],
        contact_organisation=towns[said["knows"]], contact_post="Head of waste collection",
        contact_person=persons[said["mentor"]], **words,
    )
    page.themes = [theme]
    shelf.add_child(instance=page)
print(json.dumps({name: town.pk for name, town in towns.items()}))
"""


@dataclass
class World:
    """One run: its browsers, its players, and the addresses it comes by on its way."""

    cast: Cast
    site: DemoSite
    players: Players
    numbers: dict[str, int]
    has_scripts: bool
    plan: str = ""
    partnership: str = ""
    manual: str = ""
    topic: str = ""
    course: str = ""
    case_study: str = ""
    # What the officer wrote, and the round of the benchmark that shows what it changed.
    lesson: str = ""
    round: str = ""

    @property
    def tail(self) -> str:
        """What tells the words of this run from those of the other."""
        return "with scripts" if self.has_scripts else "without scripts"

    @property
    def manual_title(self) -> str:
        return manual_of(self.players)

    @property
    def case_title(self) -> str:
        return case_of(self.players)

    @property
    def question(self) -> str:
        """In Arabic: how many rounds a day there?"""
        return f"كم جولة في اليوم في {self.players.knows}؟"

    @property
    def lesson_title(self) -> str:
        return f"Two rounds in {self.players.learns}, {self.tail}"

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {}

    def page_of(self, email_or_name: str) -> Page:
        """The browser of a person, who signs in once."""
        email = email_or_name if "@" in email_or_name else self.email_of(email_or_name)
        if email not in self.pages:
            self.pages[email] = self.cast.signed_in(email)
        return self.pages[email]

    def email_of(self, name: str) -> str:
        return email_of(name)

    def run(self, words: str) -> str:
        """What Python prints on the demo's database: for time that passes, and no more."""
        return self.site.manage("shell", "--no-imports", "-c", words).strip()


def begin(cast: Cast, site: DemoSite, has_scripts: bool) -> World:
    """A run with its towns and persons, and what the first of them has published."""
    players = PLAYERS[has_scripts]
    ones = "Copperline Towns Association"
    said = {
        "password": PASSWORD,
        "theme": THEME_SLUG,
        "knows": players.knows,
        "mentor": players.mentor,
        "manual": manual_of(players),
        "summary": "كيف نجمع النفايات قبل أن يفتح السوق.",
        "case": case_of(players),
        "towns": [
            (players.knows, "ZM", ones),
            (players.learns, "MA", "League of Plain Communes"),
            (players.taught, "ZM", ones),
            (players.taught_next, "ZM", ones),
        ],
        "persons": [
            (name, email_of(name), town, post, language, is_contact)
            for name, town, post, language, is_contact in (
                (players.mentor, players.knows, "Head of waste collection", "en", True),
                (players.officer, players.learns, "Head of cleaning", "ar", True),
                (players.colleague, players.learns, "Planner of rounds", "en", False),
                (players.carrier, players.taught, "Foreman of carts", "en", True),
            )
        ],
    }
    numbers = json.loads(site.manage("shell", "--no-imports", "-c", BEGINS % json.dumps(said)))
    return World(cast, site, players, numbers, has_scripts)


def manual_of(players: Players) -> str:
    """In Arabic: waste collection in that town."""
    return f"جمع النفايات قبل السوق في {players.knows}"


def case_of(players: Players) -> str:
    return f"Two rounds before the market, {players.knows}"


def email_of(name: str) -> str:
    return f"{re.sub(r'[^a-z]+', '-', name.lower())}@rounds.example"


def path_of(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address).partition("?")[0].partition("#")[0]
