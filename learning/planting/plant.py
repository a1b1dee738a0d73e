"""Plants pages by the thousand, table by table: saving each one would take ten times as long.

What Wagtail and our own signals would have written beside a page is written here too: address,
barriers, uses of pictures, the outbox of the index. Left out is what only editors see: revisions,
the CMS's own search and its count of references.
"""

import random
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Model
from wagtail.models import Page

from learning.models import ItemCountry, ItemTag, LibraryItem
from learning.planting.ground import Ground, prepare_ground
from learning.planting.growing import Grower, Sprout
from pages.models import Barrier, ItemUse, PageAddress, PageAudience, SiteVersion
from pages.planner import tell_planner
from pages.planting import AlreadyPlanted, Grown
from pages.registries import announce

BATCH = 1000


@transaction.atomic
def plant(pages: int, seed: int, grown: Grown) -> None:
    """Add exactly `pages` live pages; `grown` is told each time how many more are written.

    The index is told of them and follows by itself. Raises AlreadyPlanted for a seed that was
    used before.
    """
    if LibraryItem.objects.filter(external_id__startswith=f"planted:{seed}:").exists():
        raise AlreadyPlanted
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made of it
    ground = prepare_ground(chance)
    grower = Grower(ground, chance, seed)
    left = pages
    while left:
        sprouts: list[Sprout] = []
        while len(sprouts) < min(BATCH, left):
            sprouts += grower.grow_group(left - len(sprouts))
        _write(sprouts, ground, chance)
        left -= len(sprouts)
        grown(len(sprouts))
    tell_planner()


def _write(sprouts: list[Sprout], ground: Ground, chance: random.Random) -> None:
    names = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    bare = [Page(**{name: getattr(each.page, name) for name in names}) for each in sprouts]
    for sprout, written in zip(sprouts, Page.objects.bulk_create(bare), strict=True):
        # Each class of the chain has its own name for the key they share.
        for model in (type(sprout.page), *type(sprout.page)._meta.all_parents):
            setattr(sprout.page, model._meta.pk.attname, written.pk)
    pages = [each.page for each in sprouts]
    _insert(LibraryItem, [page for page in pages if isinstance(page, LibraryItem)])
    for model in {type(page) for page in pages}:
        _insert(model, [page for page in pages if type(page) is model])
    _write_beside(sprouts, ground)
    _describe([each for each in sprouts if each.subject], ground, chance)
    for library in ground.libraries.values():
        Page.objects.filter(pk=library.pk).update(numchild=library.numchild)
    SiteVersion.advance()
    announce("changed", [page.pk for page in pages])


def _write_beside(sprouts: list[Sprout], ground: Ground) -> None:
    """Addresses, audiences, barriers and uses of pictures."""
    PageAddress.objects.bulk_create(
        PageAddress(
            page_id=each.page.pk,
            parent_id=(each.parent.page if each.parent else ground.libraries[each.language]).pk,
            address=each.address,
            language=each.language,
            is_public=each.audience is None,
        )
        for each in sprouts
    )
    closed = [each for each in sprouts if each.audience]
    audiences = {each.scope_key: each.audience for each in closed}
    PageAudience.objects.bulk_create(
        PageAudience(translation_key=key, audience=audience) for key, audience in audiences.items()
    )
    Barrier.objects.bulk_create(
        Barrier(page_id=each.page.pk, audience=each.audience, scope_key=each.scope_key)
        for each in closed
    )
    ItemUse.objects.bulk_create(
        ItemUse(page_id=each.page.pk, picture_id=each.picture_id)
        for each in sprouts
        if each.picture_id
    )


def _describe(items: list[Sprout], ground: Ground, chance: random.Random) -> None:
    """A theme, a tag and a country for each item."""
    themes = LibraryItem.themes.through
    themes.objects.bulk_create(
        themes(libraryitem_id=each.page.pk, theme_id=ground.themes[each.subject.theme])
        for each in items
        if each.subject and each.subject.theme in ground.themes
    )
    ItemTag.objects.bulk_create(
        ItemTag(content_object_id=each.page.pk, tag_id=chance.choice(ground.tags)) for each in items
    )
    ItemCountry.objects.bulk_create(
        ItemCountry(item_id=each.page.pk, country=each.subject.country, sort_order=0)
        for each in items
        if each.subject
    )


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Write the model's own table only; Django's bulk_create refuses a table that has a parent."""
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
