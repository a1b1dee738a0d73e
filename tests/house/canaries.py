"""Canary words in everything that is closed to somebody: one for each place of a text."""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import models
from PIL import Image
from wagtail.models import Collection, Page
from wagtail_localize.models import Translation, TranslationSource

from forums.actions.following import follow_board, follow_topic
from forums.kinds import NEW_TOPIC, REPLY
from learning.kinds import TEXT_PUBLISHED
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from notices.actions import tell
from pages.audiences import set_audience
from pages.models import File, FilePage, Picture
from people.models import ClosedGroup, DocumentsPage, EventPage, Newsletter, NewsPage, Person
from tests.house import scoped
from tests.house.boards import plant_board
from tests.house.crawler import Things
from tests.house.hidden_rooms import HIDDEN
from tests.house.world import World

OF_X = ("member of X", "contact in X", "editor of X", "programme editor", "administrator")
EDITORS_OF_X = OF_X[2:]
OF_CIRCLE = ("of the circle", "facilitator")
EDITORS_OF_ALL = OF_X[3:]
# Of every canary, and of no word that people write.
BEGIN = "zq"
# So many letters tell a word from every other, also for a search that forgives slips.
DISTINCT = 5
# The programme keeps the list of groups, and works in all collections of pictures and files.
KEPT_IN_COLLECTIONS = (
    *("picture title", "picture description", "picture tag"),
    *("file title", "file tag", "file name", "file bytes"),
    "group",
)


@dataclass(frozen=True)
class Canary:
    """A word that stands in one place of one planted text and nowhere else."""

    plant: str
    place: str
    knowers: tuple[str, ...]
    salt: str = ""

    @property
    def word(self) -> str:
        text = f"{self.plant} {self.place}{self.salt}"
        digest = hashlib.blake2b(text.encode(), digest_size=9).digest()
        return BEGIN + "".join(chr(ord("a") + byte % 20) for byte in digest)


def own_words(model: Any, word: Any) -> dict[str, str]:
    """A word for each text that this kind of item alone has."""
    texts = (models.CharField, models.TextField)
    return {
        field.name: f"Of {word(field.name)}"
        for field in model._meta.local_fields
        if isinstance(field, texts) and not field.choices
    }


class Canaries:
    """The small world with a planted text behind every kind of wall."""

    def __init__(self) -> None:
        self.world = World()
        self.all: list[Canary] = []
        self._begins: dict[str, tuple[str, str]] = {}
        self.of_rooms: dict[str, list[Canary]] = {}
        self.pages: dict[str, Any] = {}
        self.boards: dict[str, list[Any]] = {}
        # What was told of all this, by whoever does the waiting work.
        self.mails: list[EmailMessage] = []
        persons = self.world.persons
        scoped.plant(self.world)
        circle = ClosedGroup.objects.create(name=self.word("circle", "group", OF_CIRCLE))
        persons["of the circle"] = Person.objects.create_user("circle@peerhall.example", name="C")
        circle.members.add(persons["of the circle"])
        shelf, library = self.world.shelf_of_x, self.world.library
        own = self.world.x.role_group.collection
        self._plant_manual("of X", shelf, OF_X, own)
        set_audience(self.pages["of X"].translation_key, f"association:{self.world.x.pk}")
        root = Collection.get_first_root_node()
        self._plant("circle", ArticlePage, shelf, OF_CIRCLE, root)
        set_audience(self.pages["circle"].translation_key, f"group:{circle.pk}")
        self._plant("case of X", CaseStudyPage, shelf, OF_X, own, form="full")
        set_audience(self.pages["case of X"].translation_key, f"association:{self.world.x.pk}")
        self._plant("draft", ArticlePage, shelf, EDITORS_OF_X, own, live=False)
        self._plant("gone", ArticlePage, shelf, EDITORS_OF_X, own)
        self.pages["gone"].unpublish()
        self._plant_revision(library, root)
        self._plant_chapter_of_an_open_manual(library)
        self._plant_shelf_below(shelf)
        self._plant_space()
        self._plant_documents()
        for plant, key, knowers, who in (
            ("board of X", f"association:{self.world.x.pk}", OF_X, "member of X"),
            ("board of the circle", f"group:{circle.pk}", OF_CIRCLE, "of the circle"),
        ):
            self.boards[plant] = plant_board(self, plant, key, knowers, who)
        scoped.plant_facilitator(self.world, circle, self.boards["board of the circle"][0])
        for room in HIDDEN:
            before = len(self.all)
            room.hide(self)
            self.of_rooms[room.__name__] = self.all[before:]
        self._begin_translation("circle")
        self._begin_translation("of X")
        self._tell_everybody_of_everything()

    def word(self, plant: str, place: str, knowers: tuple[str, ...]) -> str:
        """A new canary's word, which begins like no other: the search forgives slips."""
        if plant == "circle" and place in KEPT_IN_COLLECTIONS:
            knowers = (*knowers, *EDITORS_OF_ALL)
        canary = self._apart(Canary(plant, place, knowers))
        known = {one.word: one.knowers for one in self.all}
        assert known.get(canary.word, knowers) == knowers, f"{plant}, {place}: known to others too"
        self.all.append(canary)
        return canary.word

    def _apart(self, canary: Canary) -> Canary:
        whose = (canary.plant, canary.place)
        while self._begins.setdefault(canary.word[:DISTINCT], whose) != whose:
            canary = replace(canary, salt=f"{canary.salt}'")
        return canary

    def closed_to(self, role: str) -> set[str]:
        return {canary.word for canary in self.all if role not in canary.knowers}

    def find(self, plant: str, place: str) -> str:
        return next(one.word for one in self.all if (one.plant, one.place) == (plant, place))

    def things_closed_to(self, role: str) -> Things:
        """What to fill addresses with: the things that hold words this role must not know."""
        closed = self.closed_to(role)
        plants = {one.plant for one in self.all if one.word in closed}
        pages = [p for n, p in self.pages.items() if n in plants or n.partition(" ")[2] in plants]
        pictures, files = set(), set()
        for page in pages:
            newest = page.get_latest_revision_as_object() if page.latest_revision_id else page
            for block in getattr(newest, "body", ()):
                if block.block_type == "picture":
                    pictures.add(str(block.value["picture"].pk))
                if block.block_type == "file":
                    files.add(str(block.value["file"].pk))
        ids = [str(page.pk) for page in pages]
        revisions = [str(page.latest_revision_id) for page in pages if page.latest_revision_id]
        values: dict[tuple[str, ...], list[str]] = {
            ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id"): ids,
            ("destination_id",): ids[:1],
            ("image_id",): sorted(pictures),
            ("document_id", "doc_id", "file_id"): sorted(files),
            ("revision_id",): revisions[:3],
            ("rendition_id",): [str(number) for number in range(1, 9)],
            ("translation_id",): ["1", "2"],
            ("string_segment_id",): ["1"],
            # Of Wagtail's other tables, which have numbers of their own.
            ("pk",): [*ids[:4], "1", "2", str(self.world.things["newsletter_id"])],
            ("number",): ["1", "2"],
            ("whom",): ["member"],
            ("year",): ["2025"],
            ("app_label", "content_type_app_name", "app_name"): ["learning"],
            ("model_name", "content_type_model_name"): ["articlepage", "manualpage", "itemtag"],
            ("action", "action_name"): ["move", "delete", "publish"],
            ("name",): ["x.csv"],
            ("filter_spec",): ["width-40"],
            ("mode",): ["default"],
            ("uidb64",): ["MQ"],
            ("token", "key"): ["x"],
        }
        return {name: value for names, value in values.items() for name in names}

    def words(self, plant: str, knowers: tuple[str, ...]) -> Any:
        """What gives the word of a place of this plant."""
        return lambda place: self.word(plant, place, knowers)

    def _fields(self, word: Any, collection: Collection) -> dict[str, Any]:
        drawn = io.BytesIO()
        Image.new("RGB", (80, 60), (40, 90, 120)).save(drawn, "PNG")
        picture = Picture.objects.create(
            title=word("picture title"),
            description=f"Seen: {word('picture description')}",
            collection=collection,
            file=ContentFile(drawn.getvalue(), name="wall.png"),
        )
        file = File.objects.create(
            title=word("file title"),
            collection=collection,
            kind="csv",
            human_name=f"{word('file name')}.csv",
            file=ContentFile(f"{word('file bytes')},2\n".encode(), name="list.csv"),
        )
        picture.tags.add(word("picture tag"))
        file.tags.add(word("file tag"))
        FilePage.objects.create(file=file, number=1, text=f"A page about {word('file text')} here.")
        return {
            "title": f"About {word('title')} and carts",
            "summary": f"In short: {word('summary')}.",
            "contact_post": f"Head of {word('post')}",
            "attribution": f"By {word('attribution')}",
            "source_url": f"https://first.example/{word('source')}",
            "body": [
                ("heading", {"level": "2", "text": f"On {word('heading')}"}),
                ("text", f"<p>Carts and {word('body')} by night.</p>"),
                ("picture", {"picture": picture, "alt": f"A {word('alt')}", "caption": ""}),
                ("file", {"file": file, "title": f"List of {word('link')}"}),
            ],
        }

    def _plant(
        self,
        plant: str,
        model: Any,
        parent: Page,
        knowers: tuple[str, ...],
        collection: Collection,
        **more: Any,
    ) -> Any:
        word = self.words(plant, knowers)
        fields = self._fields(word, collection) | own_words(model, word)
        page = self._add(parent, model(**fields, **more))
        page.tags.add(word("tag"))
        page.save()
        page.save_revision(user=self.world.persons["editor of X"], log_action=True)
        self.pages[plant] = page
        return page

    def _plant_manual(
        self, plant: str, parent: Page, knowers: tuple[str, ...], collection: Collection
    ) -> None:
        manual = self._plant(plant, ManualPage, parent, knowers, collection)
        word = self.words(plant, knowers)
        chapter = ChapterPage(
            title=f"Part {word('chapter title')}", body=[("text", f"<p>{word('chapter')}</p>")]
        )
        self.pages[f"chapter {plant}"] = self._add(manual, chapter)

    def _plant_revision(self, library: Page, collection: Collection) -> None:
        """A public page whose newest words wait for approval."""
        page = self._add(library, ArticlePage(title="Open, and being rewritten"))
        page.save_revision()
        newest = page.get_latest_revision_as_object()
        fields = self._fields(self.words("revision", EDITORS_OF_ALL), collection)
        for name, value in fields.items():
            setattr(newest, name, value)
        newest.save_revision(user=self.world.persons["administrator"], log_action=True)
        self.pages["revision"] = page

    def _plant_chapter_of_an_open_manual(self, library: Page) -> None:
        word = self.words("narrow", OF_X)
        manual = self._add(library, ManualPage(title="An open manual of carts"))
        body = [("text", f"<p>Carts and {word('body')}.</p>")]
        chapter = self._add(manual, ChapterPage(title=f"Part {word('title')}", body=body))
        set_audience(chapter.translation_key, f"association:{self.world.x.pk}")
        self.pages |= {"narrow manual": manual, "narrow": chapter}

    def _plant_shelf_below(self, shelf: Page) -> None:
        word = self.words("below", OF_X)
        below = self._add(
            shelf,
            LibraryPage(
                title=f"Room {word('shelf')}", introduction=f"Carts {word('introduction')}"
            ),
        )
        set_audience(below.translation_key, f"association:{self.world.x.pk}")
        self.pages["room below"] = below
        article = ArticlePage(title=f"Below {word('title')}", summary=word("summary"))
        self.pages["below"] = self._add(below, article)

    def _plant_space(self) -> None:
        """News and an event for the members of X, news that is begun, a group of X's editors."""
        news, events = (
            self.world.x.spaces.get(locale__language_code="en").get_children().get(slug=slug)
            for slug in ("news", "events")
        )
        starts_at = datetime(2031, 2, 3, 9, tzinfo=UTC)
        hours = {"starts_at": starts_at, "ends_at": starts_at}
        for plant, parent, page, knowers in (
            ("news", news, NewsPage(), OF_X),
            ("event", events, EventPage(**hours), OF_X),
            ("begun news", news, NewsPage(live=False), EDITORS_OF_X),
        ):
            word = self.words(plant, knowers)
            page.title, page.summary = f"About {word('title')}", f"In short: {word('summary')}."
            page.body = [("text", f"<p>Carts and {word('body')}.</p>")]
            if isinstance(page, EventPage):
                page.place = f"Hall {word('place')}"
                page.registration_url = f"https://x.example/{word('registration')}"
            page.chosen_audience = f"association:{self.world.x.pk}"
            self.pages[plant] = self._add(parent, page)
            page.save_revision(user=self.world.persons["editor of X"])
        name = self.word("group of X", "group", EDITORS_OF_X)
        ClosedGroup.objects.create(name=name, association=self.world.x)
        word = self.words("newsletter", EDITORS_OF_X)
        newsletter = Newsletter.objects.get(pk=self.world.things["newsletter_id"])
        newsletter.subject = f"About {word('subject')}"
        newsletter.message = f"Carts and {word('message')}."
        newsletter.reason = f"Since {word('reason')}"
        newsletter.save()

    def _plant_documents(self) -> None:
        """A page of files for the members of X."""
        space = self.world.x.spaces.get(locale__language_code="en")
        word = self.words("documents", OF_X)
        page = DocumentsPage(
            title=f"Files {word('title')}", introduction=f"Carts {word('introduction')}"
        )
        self.pages["documents"] = self._add(space, page)
        set_audience(page.translation_key, f"association:{self.world.x.pk}")

    def _tell_everybody_of_everything(self) -> None:
        """As if each had been a text of theirs, before it was closed to them."""
        persons = [person for person in self.world.persons.values() if person is not None]
        for plant, page in self.pages.items():
            tell(TEXT_PUBLISHED, persons, once=plant, about=page)
        for board, topic, question, reply, _attached in self.boards.values():
            for person in persons:
                follow_board(by=person, board=board)
                follow_topic(by=person, topic=topic)
            for kind, post in ((NEW_TOPIC, question), (REPLY, reply)):
                tell(kind, persons, once=f"post:{post.pk}", words={"post": str(post.pk)})

    def _begin_translation(self, plant: str) -> None:
        source, _is_new = TranslationSource.get_or_create_from_instance(self.pages[plant])
        french = LibraryPage.objects.get(locale__language_code="fr", depth=3).locale
        Translation.objects.create(source=source, target_locale=french)

    def _add(self, parent: Page, page: Any) -> Any:
        page.locale = parent.locale
        if page.live:
            page.first_published_at = datetime(2026, 1, 2, tzinfo=UTC)
        parent.refresh_from_db()
        parent.add_child(instance=page)
        return page
