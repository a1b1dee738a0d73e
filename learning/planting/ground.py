"""What planted pages stand on and refer to: libraries, organisations, pictures, tags, themes."""

import io
import random
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from taggit.models import Tag
from wagtail.models import Page

from learning.models import LibraryPage
from learning.planting.writing import WORDS
from pages.models import Audience, Picture, Theme
from pages.models.audience import SIGNED_IN
from people.models import Organisation

PICTURES = 12
ASSOCIATIONS = 6
TAGS = ("tariff", "training", "by-law", "small town", "pilot", "survey", "volunteers", "drought")


@dataclass
class Ground:
    """What is there before the first page is planted; ids where an id is enough."""

    libraries: dict[str, LibraryPage]
    next_step: dict[str, int]
    municipalities: list[Organisation]
    audiences: list[Audience]
    pictures: list[int]
    tags: list[int]
    themes: dict[str, int]

    def take_step(self, language: str) -> int:
        """The number of the next page below the library of that language."""
        step = self.next_step[language]
        self.next_step[language] += 1
        return step


def prepare_ground(chance: random.Random) -> Ground:
    """Make what is missing; what an earlier planting made is taken again."""
    libraries = {
        library.locale.language_code: library
        for library in LibraryPage.objects.filter(depth=3).select_related("locale", "our_address")
    }
    municipalities, associations = _plant_organisations(chance)
    keys = [SIGNED_IN, *(f"association:{each.pk}" for each in associations)]
    return Ground(
        libraries=libraries,
        next_step={language: _next_step(library) for language, library in libraries.items()},
        municipalities=municipalities,
        audiences=[Audience.objects.get_or_create(key=key)[0] for key in keys],
        pictures=_plant_pictures(chance),
        tags=[Tag.objects.get_or_create(name=name)[0].pk for name in TAGS],
        themes=dict(Theme.objects.values_list("slug", "pk")),
    )


def _next_step(library: LibraryPage) -> int:
    last = library.get_last_child()
    return int(last.path[-Page.steplen :], len(Page.alphabet)) + 1 if last else 1


def _plant_organisations(chance: random.Random) -> tuple[list[Organisation], list[Organisation]]:
    """Municipalities and associations; those of an earlier planting are taken again."""
    municipalities = [
        _organisation(f"planted:{place}", name=place, population=chance.randint(900, 900_000))
        for place in WORDS["places"]
    ]
    associations = [
        _organisation(
            f"planted:association:{number}",
            name=f"Association of Municipalities {number}",
            kind=Organisation.Kind.ASSOCIATION,
        )
        for number in range(1, ASSOCIATIONS + 1)
    ]
    return municipalities, associations


def _organisation(external_id: str, **fields: Any) -> Organisation:
    fields = {"kind": Organisation.Kind.LOCAL_GOVERNMENT, **fields}
    return Organisation.objects.get_or_create(external_id=external_id, defaults=fields)[0]


def _plant_pictures(chance: random.Random) -> list[int]:
    """Ids of some drawn pictures; those of an earlier planting are taken again."""
    known = list(Picture.objects.filter(title__startswith="Planted picture ").order_by("pk"))
    for number in range(len(known), PICTURES):
        known.append(
            Picture.objects.create(
                title=f"Planted picture {number}",
                file=ContentFile(_draw(chance), name=f"planted-{number}.png"),
            )
        )
    return [picture.pk for picture in known]


def _draw(chance: random.Random) -> bytes:
    """A hill, a sun and houses, 960 by 540, as PNG."""
    picture = Image.new("RGB", (960, 540), (226, 236, 240))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((700, 60, 820, 180), fill=(240, 196, 90))
    pen.ellipse((-200, 300, chance.randint(700, 1400), 900), fill=(126, 158, 116))
    for left in range(60, 900, 140):
        top = chance.randint(330, 420)
        pen.rectangle((left, top, left + 90, 500), fill=(chance.randint(150, 220), 120, 90))
        pen.polygon([(left - 10, top), (left + 45, top - 50), (left + 100, top)], fill=(96, 62, 54))
    stored = io.BytesIO()
    picture.save(stored, "PNG", optimize=True)
    return stored.getvalue()
