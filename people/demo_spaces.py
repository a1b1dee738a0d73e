"""The spaces of two invented associations: news, events past and coming, documents."""

import datetime
import io
import json
import uuid
import zoneinfo
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, Page

from pages.models import File, Theme
from pages.storing import store_file
from people.actions import make_association_editors
from people.demo import organisations_by_key
from people.models import (
    AssociationPage,
    DocumentsPage,
    EventPage,
    EventsPage,
    NewsIndexPage,
    NewsPage,
    Organisation,
    SpaceSettings,
)
from people.space.making import make_association_space

SPACES = Path(__file__).with_name("demo_spaces.json")
_KEYS = uuid.UUID("5b0d5a2e-7c2c-5f0e-8d43-0d9f5b6f3a11")


@transaction.atomic
def plant_spaces() -> None:
    """Make the spaces that are missing; days count from today, so that something always comes."""
    organisations = organisations_by_key()
    for line in read_spaces():
        association = organisations[line["association"]]
        if not AssociationPage.objects.filter(association=association).exists():
            _Planter(association, line).plant()


def read_spaces() -> list[dict[str, Any]]:
    """The spaces as they stand in demo_spaces.json."""
    spaces: list[dict[str, Any]] = json.loads(SPACES.read_text("utf-8"))["spaces"]
    return spaces


class _Planter:
    def __init__(self, association: Organisation, line: dict[str, Any]) -> None:
        self._association = association
        self._line = line
        self._themes = {theme.slug: theme for theme in Theme.objects.all()}
        homes = make_association_space(association, line["languages"])
        self._homes = {home.locale.language_code: home for home in homes}

    def plant(self) -> None:
        for language, words in self._line["introductions"].items():
            home = self._homes[language]
            home.introduction = words
            home.save()
        SpaceSettings.objects.filter(association=self._association).update(
            colour=self._line["colour"]
        )
        for one in self._line["news"]:
            self._plant_news(one)
        for one in self._line["events"]:
            self._plant_event(one)
        self._plant_documents()

    def _plant_news(self, line: dict[str, Any]) -> None:
        published_at = _nine_o_clock() - datetime.timedelta(days=line["days_ago"])
        self._add(NewsIndexPage, NewsPage(**self._common(line, published_at)), line)

    def _plant_event(self, line: dict[str, Any]) -> None:
        zone = zoneinfo.ZoneInfo(line["zone"])
        day = timezone.now().astimezone(zone).date() + datetime.timedelta(days=line["in_days"])
        starts_at = datetime.datetime.combine(day, datetime.time(line["hour"]), zone)
        published_at = min(_nine_o_clock(), starts_at) - datetime.timedelta(days=9)
        event = EventPage(
            **self._common(line, published_at),
            starts_at=starts_at,
            ends_at=starts_at + datetime.timedelta(hours=line["hours"]),
            time_zone=line["zone"],
            attendance=line["attendance"],
            place=line["place"],
            registration_url=line.get("registration", ""),
        )
        self._add(EventsPage, event, line)

    def _common(self, line: dict[str, Any], published_at: datetime.datetime) -> dict[str, Any]:
        return {
            "title": line["title"],
            "slug": line["key"],
            "summary": line["summary"],
            "body": [("text", "".join(f"<p>{words}</p>" for words in line["text"]))],
            "translation_key": uuid.uuid5(_KEYS, line.get("translates", line["key"])),
            "first_published_at": published_at,
            "last_published_at": published_at,
        }

    def _add(self, index: type[Page], page: Any, line: dict[str, Any]) -> None:
        home = self._homes[line["language"]]
        page.locale = home.locale
        page.themes = [self._themes[slug] for slug in line["themes"]]
        page.chosen_audience = self._audience(line["audience"])
        index.objects.child_of(home).get().add_child(instance=page)

    def _audience(self, word: str) -> str:
        return f"association:{self._association.pk}" if word == "members" else word

    def _plant_documents(self) -> None:
        pages = DocumentsPage.objects.filter(path__startswith=next(iter(self._homes.values())).path)
        collection = pages.get().collection
        for line in self._line["documents"]:
            _store(line, collection)
        closed = self._line["documents_for_members"]
        own = make_association_editors(self._association).collection
        assert own is not None
        assert collection is not None
        for_members = own.add_child(name=closed["title"])
        for line in closed["files"]:
            _store(line, for_members)
        home = self._homes[closed["language"]]
        page = DocumentsPage(
            title=closed["title"], locale=home.locale, collection=for_members, slug="members"
        )
        page.chosen_audience = self._audience("members")
        DocumentsPage.objects.child_of(home).get().add_child(instance=page)
        # The switch comes last: from then on a second person approves.
        if self._line["is_approved_by_two"]:
            SpaceSettings.objects.filter(association=self._association).update(
                is_approved_by_two=True
            )
            make_association_space(self._association)


def _nine_o_clock() -> datetime.datetime:
    return timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)


def _store(line: dict[str, Any], collection: Collection | None) -> File:
    content = io.BytesIO("\n".join([*line["lines"], ""]).encode())
    return store_file(content, line["name"], title=line["title"], collection=collection)
