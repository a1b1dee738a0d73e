"""Makes planted pages in memory: each with its place in the tree, its address and its readers."""

import json
import random
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryItem, ManualPage
from learning.planting.ground import Ground
from learning.planting.writing import LANGUAGES, Subject, Writer, invent_subject
from pages.models import Audience

# The same seed gives the same pages on any day.
PLANTED_UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
CHAPTERS = 4
# Shares of a living library: mostly English, most texts in one language, few pages closed.
LANGUAGE_WEIGHTS = (45, 22, 17, 9, 7)
MODELS = (ArticlePage, CaseStudyPage, ManualPage)
MODEL_WEIGHTS = (60, 28, 12)
CLOSED_SHARE = 0.02


@dataclass
class Sprout:
    """A page that is not written yet, with what will be written beside it."""

    page: Page
    parent: "Sprout | None"
    language: str
    address: str
    audience: Audience | None
    subject: Subject | None = None
    picture_id: int | None = None

    @property
    def scope_key(self) -> uuid.UUID:
        """The translation key that the audience is set on: a chapter hangs on its manual."""
        return (self.parent or self).page.translation_key


class Grower:
    """Grows groups of language versions, each under the library page of its language."""

    def __init__(self, ground: Ground, chance: random.Random, seed: int) -> None:
        self.ground = ground
        self.chance = chance
        self.seed = seed
        self.groups = 0
        models = (*MODELS, ChapterPage)
        self.types = ContentType.objects.get_for_models(*models)

    def grow_group(self, room: int) -> list[Sprout]:
        """One text in one language or more, with its chapters; at most `room` pages."""
        chance = self.chance
        self.groups += 1
        subject = invent_subject(chance)
        count = chance.choices((1, 2, 5), weights=(70, 24, 6))[0]
        original = chance.choices(LANGUAGES, weights=LANGUAGE_WEIGHTS)[0]
        others = chance.sample([each for each in LANGUAGES if each != original], count - 1)
        model = chance.choices(MODELS, weights=MODEL_WEIGHTS)[0]
        is_closed = chance.random() < CLOSED_SHARE
        audience = chance.choice(self.ground.audiences) if is_closed else None
        keys = [self._key() for _ in range(1 + (CHAPTERS if model is ManualPage else 0))]
        grown: list[Sprout] = []
        for language in (original, *others):
            if len(grown) + len(keys) > room:
                model, keys = ArticlePage, keys[:1]
            if len(grown) == room:
                break
            writer = Writer(subject, language, chance)
            item = self._item(model, writer, language, audience)
            item.page.translation_key = keys[0]
            item.page.is_original = language == original
            grown += [item, *self._chapters(item, writer, keys[1:])]
        return grown

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def _item(
        self, model: type[LibraryItem], writer: Writer, language: str, audience: Audience | None
    ) -> Sprout:
        chance, subject = self.chance, writer.subject
        own, picture_id = self._own_words(model, writer)
        published_at = PLANTED_UNTIL - timedelta(minutes=chance.randint(0, 60 * 24 * 3650))
        municipality = chance.choice(self.ground.municipalities)
        page = model(
            title=writer.title(),
            slug=f"planted-{self.seed}-{self.groups}",
            summary=writer.sentences(2),
            external_id=f"planted:{self.seed}:{self.groups}:{language}",
            item_type=model.TYPE,
            language=language,
            first_published_at=published_at,
            last_published_at=published_at,
            listed_at=published_at,
            text_changed_at=published_at,
            author_organisation=municipality,
            contact_organisation=municipality,
            contact_post=writer.words["headings"][1] if chance.random() < 0.5 else "",
            edition_on=published_at.date(),
            confirmed_on=published_at.date(),
            review_by=published_at.date() + timedelta(days=730),
            **own,
        )
        item = self._place(page, language, parent=None, audience=audience)
        item.subject, item.picture_id = subject, picture_id
        return item

    def _own_words(
        self, model: type[LibraryItem], writer: Writer
    ) -> tuple[dict[str, str], int | None]:
        """The fields that only this kind of item has words in, and the picture it uses."""
        if model is CaseStudyPage:
            words = {"problem": writer.sentences(4), "done": writer.sentences(8)}
            return {"place": writer.subject.place, **words}, None
        if model is ManualPage:
            return {"body": json.dumps(writer.body(sections=1))}, None
        picture_id = self.chance.choice(self.ground.pictures)
        return {"body": json.dumps(writer.body(sections=4, picture_id=picture_id))}, picture_id

    def _chapters(self, manual: Sprout, writer: Writer, keys: list[uuid.UUID]) -> list[Sprout]:
        chapters = []
        for number, heading in enumerate(writer.headings(len(keys)), 1):
            body = json.dumps(writer.body(sections=2))
            page = ChapterPage(title=heading, slug=f"chapter-{number}", body=body)
            page.translation_key = keys[number - 1]
            chapters.append(
                self._place(page, manual.language, parent=manual, audience=manual.audience)
            )
        return chapters

    def _place(
        self, page: Page, language: str, *, parent: Sprout | None, audience: Audience | None
    ) -> Sprout:
        library = self.ground.libraries[language]
        above = parent.page if parent else library
        base = parent.address if parent else library.our_address.address
        above.numchild += 1
        # A library may have lost pages since, so its numbers go on after the last, not the count.
        step = self.ground.take_step(language) if parent is None else above.numchild
        page.path = above.path + path_step(step)
        page.depth = above.depth + 1
        page.url_path = f"{above.url_path}{page.slug}/"
        page.draft_title = page.title
        page.locale_id = library.locale_id
        page.content_type = self.types[type(page)]
        return Sprout(page, parent, language, f"{base}{page.slug}/", audience)


def path_step(number: int) -> str:
    """A number as treebeard writes it in a path: base 36, filled up with zeros."""
    digits = ""
    while number:
        number, rest = divmod(number, len(Page.alphabet))
        digits = Page.alphabet[rest] + digits
    return digits.rjust(Page.steplen, Page.alphabet[0])
