"""A reader asks for a text in another language, until somebody publishes it there."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404

from learning.models import LibraryItem, WantedTranslation
from learning.wanted.kinds import TRANSLATION_THERE
from notices.actions import tell
from pages.moving import NotAnyMore
from pages.permissions import can_read
from people.limits import DAY, Limit, take
from people.models import Person

WISHES_DAY = Limit("wanted translations", "wishes a day", 30, DAY)


def ask_for(*, by: Person, item: LibraryItem, language: str) -> None:
    """Count once that `by` needs it in this language; again changes nothing.

    Http404 for no language of the site; NotAnyMore where the text has it already; TooMany.
    """
    if language not in dict(settings.LANGUAGES):
        raise Http404
    same = LibraryItem.objects.filter(translation_key=item.translation_key, language=language)
    # What is closed to them they do not learn of by this.
    if same.visible_to(by).exists():
        raise NotAnyMore
    wish = {"person": by, "translation_key": item.translation_key, "language": language}
    if WantedTranslation.objects.filter(**wish).exists():
        return
    take([(WISHES_DAY, str(by.pk))])
    WantedTranslation.objects.get_or_create(**wish)


def need_no_more(*, by: Person, item: LibraryItem, language: str) -> None:
    """Take the wish back; again changes nothing. Http404 for what is no language of the site."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    own = WantedTranslation.objects.filter(person=by, translation_key=item.translation_key)
    own.filter(language=language).delete()


@transaction.atomic
def tell_who_asked(item: LibraryItem) -> None:
    """Tell those who asked for this version and may read it that it is there, and forget that they
    did. The wish of others stays as it is: that it is gone would tell them of a closed version.
    """
    wishes = WantedTranslation.objects.filter(
        translation_key=item.translation_key, language=item.language
    )
    kept = [wish for wish in wishes.select_related("person") if can_read(wish.person, item)]
    if kept:
        asked: list[Any] = [wish.person for wish in kept]
        tell(TRANSLATION_THERE, asked, once=f"wanted:{item.pk}", about=item)
        wishes.filter(pk__in=[wish.pk for wish in kept]).delete()
