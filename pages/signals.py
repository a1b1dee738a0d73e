"""What must move together with a page: address, barriers, uses, version, search outbox.

Wagtail's Page.save, and the save inside a move, run in a transaction, and so does deletion; these
receivers run inside it, so none of the rows below can be missing or left over.
"""

from contextlib import suppress
from typing import Any

from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from pages import addresses, uses
from pages.audiences import set_audience
from pages.models import BasePage, File, PageAddress, Picture, SiteVersion, Theme
from pages.registries import announce
from pages.rendering import PICTURE_SIZES
from pages.tasks import read_file

# A save of these alone (a new revision, a lock) changes nothing that anybody can read.
READ_BY_NOBODY = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)


@receiver(post_save)
def page_was_saved(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """Bring everything that hangs on a page in line with it."""
    if raw or not isinstance(instance, Page):
        return
    if isinstance(instance, BasePage) and instance.chosen_audience is not None:
        chosen, instance.chosen_audience = instance.chosen_audience, None
        set_audience(instance.translation_key, chosen)
    _hide_title_of_draft(instance.pk, update_fields)
    if update_fields is not None and READ_BY_NOBODY.issuperset(update_fields):
        return
    # First, since it also makes writers of the tree follow one another: whoever comes second reads
    # the audiences and places that the first has committed.
    SiteVersion.advance()
    known = PageAddress.objects.filter(page_id=instance.pk).first()
    if isinstance(instance, BasePage):
        _write_uses(instance)
    if known is None:
        announce("changed", addresses.rewrite_subtree(instance))
    elif _has_moved(instance, known):
        touched = addresses.rewrite_subtree(instance)
        announce("moved", [instance.pk])
        announce("changed", touched)
    else:
        is_public = instance.live and not instance.barriers.exists()
        if known.is_public != is_public:
            PageAddress.objects.filter(page_id=instance.pk).update(is_public=is_public)
        announce("changed" if instance.live else "removed", [instance.pk])


def _hide_title_of_draft(page_id: int, update_fields: Any) -> None:
    """A live page is called by its public title in lists of the CMS, which others see too."""
    if update_fields is None or "draft_title" in update_fields:
        renamed = Page.objects.filter(pk=page_id, live=True).exclude(draft_title=F("title"))
        renamed.update(draft_title=F("title"))


def _has_moved(page: Page, known: PageAddress) -> bool:
    if page.depth <= addresses.HOME_DEPTH:
        return False
    slug = known.address.rstrip("/").rpartition("/")[2]
    return slug != page.slug or known.parent_id != addresses.parent_id_of(page)


def _write_uses(page: BasePage) -> None:
    pictures, files = page.used_items() if page.live else (set(), set())
    new = uses.write_uses(page.pk, pictures, files)
    # Sizes are made now, so that a reader's request writes nothing.
    for picture in Picture.objects.filter(pk__in=new):
        with suppress(SourceImageIOError):
            picture.get_renditions(*PICTURE_SIZES)


@receiver(post_delete, sender=Page)
def page_was_deleted(sender: type, instance: Page, **_: Any) -> None:
    """Tell the index; the rows of ours go by cascade."""
    announce("removed", [instance.pk])
    SiteVersion.advance()


@receiver([post_save, post_delete], sender=Theme)
def theme_was_changed(sender: type, **_: Any) -> None:
    """Names of themes stand on many pages."""
    SiteVersion.advance()


@receiver(post_save, sender=File)
def file_was_uploaded(sender: type, instance: File, **_: Any) -> None:
    """Have the worker read a file that came in through the CMS."""
    if instance.is_unread:
        instance.is_unread = False
        read_file.enqueue(instance.pk)
