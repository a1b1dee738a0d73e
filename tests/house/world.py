"""A small world for the table of who may open what: two associations, one page of each audience."""

import io
from datetime import UTC, date, datetime
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from learning.actions import make_association_shelf, open_library_to_programme
from learning.kinds import TEXT_PUBLISHED
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from notices.actions import tell
from notices.stopping import stop_token
from pages.audiences import set_audience
from pages.models import File, Picture
from people.models import Appointment, ClosedGroup, DataExport, Organisation, Person
from tests.factories import make_editor
from tests.house.planted import (
    benchmarking,
    calls,
    duty,
    forums,
    impact,
    internships,
    joining,
    learning_trying,
    mentoring,
    partnerships,
    people,
    risks,
    search_saving,
    space,
    training,
    training_cascade,
    training_persons,
)


class World:
    """Persons by role, and what the braces of the table stand for."""

    def __init__(self) -> None:
        self.x, self.y = (
            Organisation.objects.create(name=f"Association {name}", kind="association")
            for name in ("X", "Y")
        )
        self.library = LibraryPage.objects.get(locale__language_code="en", depth=3)
        self.shelf_of_x = self._shelf(self.x)
        self._shelf(self.y)
        self.persons = self._make_persons()
        self.things: dict[str, object] = {}
        self._make_open_things()
        self._make_things_of_x()
        for room in (
            *(space, people, joining, mentoring, forums),
            *(internships, benchmarking, partnerships, calls, risks, training, duty),
            *(training_cascade, training_persons, search_saving, learning_trying, impact),
        ):
            room.plant(self)

    def _shelf(self, association: Organisation) -> LibraryPage:
        return next(
            shelf
            for shelf in make_association_shelf(association, ["en", "fr"])
            if shelf.locale.language_code == "en"
        )

    def _make_persons(self) -> dict[str, Person | None]:
        open_library_to_programme()
        persons: dict[str, Person | None] = {"visitor": None}
        for role in ("member", "member of X", "editor of X", "editor of Y", "programme editor"):
            persons[role] = Person.objects.create_user(
                f"{role.replace(' ', '-').lower()}@peerhall.example", name=role.title()
            )
        persons["administrator"] = Person.objects.create_superuser(
            "administrator@peerhall.example", name="Administrator"
        )
        Appointment.objects.create(
            person=persons["member of X"],
            organisation=self.x,
            post="Policy officer",
            level="specialist",
            from_on=date(2020, 1, 1),
        )
        make_editor(persons["editor of X"], self.x)
        make_editor(persons["editor of Y"], self.y)
        make_editor(persons["programme editor"])
        for role in ("editor of X", "editor of Y", "programme editor", "administrator"):
            TOTP.activate(persons[role], generate_totp_secret())
        return persons

    def _make_open_things(self) -> None:
        picture, file = self._picture(), self._file()
        answers = {"contact_post": "Head of waste", "contact_person": self.persons["editor of X"]}
        public = self.add(
            self.library, ArticlePage(title="Open to all", body=_body(picture, file), **answers)
        )
        manual = self.add(self.library, ManualPage(title="An open manual"))
        self.add(self.library, ArticlePage(title="A draft", live=False, slug="a-draft"))
        tell(TEXT_PUBLISHED, [self.persons["member of X"]], once="public", about=public)
        for_members = self.add(self.library, ArticlePage(title="For members"))
        set_audience(for_members.translation_key, "signed-in")
        circle = ClosedGroup.objects.create(name="A circle of nobody")
        of_group = self.add(self.library, ArticlePage(title="For the circle"))
        set_audience(of_group.translation_key, f"group:{circle.pk}")
        self.things |= {
            "stop_token": stop_token(self.persons["member"].pk, ["learning.text-published"]),
            "public": public.address,
            "public_id": public.pk,
            "public_picture": picture.get_rendition("width-40").url,
            "public_file": file.url,
            "manual": manual.address,
            "manual_id": manual.pk,
            "chapter": self.add(manual, ChapterPage(title="Its chapter")).address,
            "draft": "/en/library/a-draft/",
            "for_members": for_members.address,
            "of_group": of_group.address,
        }

    def _make_things_of_x(self) -> None:
        picture, file = self._picture(), self._file()
        owner = self.persons["member of X"]
        answers = {"contact_post": "Head of roads", "contact_person": self.persons["editor of X"]}
        of_x = self.add(
            self.shelf_of_x, ArticlePage(title="Of X", body=_body(picture, file), **answers)
        )
        manual = self.add(self.shelf_of_x, ManualPage(title="A manual of X"))
        chapter = self.add(manual, ChapterPage(title="Its chapter"))
        draft = ArticlePage(title="Begun", live=False, owner=owner, has_unpublished_changes=True)
        self.add(self.shelf_of_x, draft)
        snapshot = self.add(
            self.shelf_of_x, CaseStudyPage(title="A snapshot", form="snapshot", owner=owner)
        )
        copy = DataExport.objects.create(person=owner)
        for page in (draft, snapshot):
            page.save_revision(user=owner)
        for page in (of_x, manual):
            set_audience(page.translation_key, f"association:{self.x.pk}")
        self.things |= {
            "of_x": of_x.address,
            "of_x_id": of_x.pk,
            "chapter_of_x": chapter.address,
            "manual_of_x_id": manual.pk,
            "picture_of_x": picture.get_rendition("width-40").url,
            "file_of_x": file.url,
            "draft_id": draft.pk,
            "snapshot_id": snapshot.pk,
            "copy_of_member_of_x": copy.pk,
        }

    def add(self, parent: Page, page: Any) -> Any:
        page.locale = parent.locale
        if page.live:
            page.first_published_at = datetime(2026, 1, 1, tzinfo=UTC)
        return parent.add_child(instance=page)

    def _picture(self) -> Picture:
        drawn = io.BytesIO()
        Image.new("RGB", (80, 60), (40, 90, 120)).save(drawn, "PNG")
        return Picture.objects.create(
            title="A wall", file=ContentFile(drawn.getvalue(), name="wall.png")
        )

    def _file(self) -> File:
        return File.objects.create(title="A list", file=ContentFile(b"a,b\n1,2\n", name="list.csv"))


def _body(picture: Picture, file: File) -> list[tuple[str, Any]]:
    return [
        ("picture", {"picture": picture, "alt": "A wall", "caption": ""}),
        ("file", {"file": file, "title": "A list"}),
    ]
