"""Saving a search, calling it by another name, letting it go."""

import hashlib
import json

from django.db import transaction
from django.db.models import Q

from notices.models import Mail, Notice
from people.models import Person
from search.asking import Asked
from search.models import SavedSearch
from search.saving.kinds import NEW_HIT

MOST_SAVED = 50


class NothingAsked(Exception):
    """Without words and filters there is nothing to be told of."""


class TooManySaved(Exception):
    """The person has saved as many searches as one may."""


@transaction.atomic
def save_search(*, by: Person, asked: Asked, name: str, language: str) -> SavedSearch:
    """Keep what was asked; the same question is kept once.

    Raises NothingAsked, or TooManySaved at the fifty-first.
    """
    if not (asked.words or asked.chosen):
        raise NothingAsked
    # Two that arrive together are counted one after the other.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    same_as = _same_as(asked)
    kept = SavedSearch.objects.filter(person=by, same_as=same_as).first()
    if kept is not None:
        return kept
    if SavedSearch.objects.filter(person=by).count() >= MOST_SAVED:
        raise TooManySaved
    return SavedSearch.objects.create(
        person=by,
        name=name[:200],
        words=asked.words,
        filters=asked.chosen,
        language=language,
        same_as=same_as,
    )


def rename_search(*, by: Person, saved: SavedSearch, name: str) -> None:
    """What it is called in the list and in mails from now on."""
    SavedSearch.objects.filter(pk=saved.pk, person=by).update(name=name)


@transaction.atomic
def delete_search(*, by: Person, saved: SavedSearch) -> None:
    """Let it go, with what was found for it and is not mailed yet."""
    waiting = Notice.objects.filter(person=by, kind=NEW_HIT.key, words__search=str(saved.pk))
    waiting.filter(Q(mail=None) | Q(mail__state=Mail.State.QUEUED)).delete()
    SavedSearch.objects.filter(pk=saved.pk, person=by).delete()


def asked_by(saved: SavedSearch) -> Asked:
    """What was asked, as an address asks it; the newest first."""
    return Asked(words=saved.words, chosen=dict(saved.filters), sort="date")


def _same_as(asked: Asked) -> str:
    said = json.dumps([asked.words.lower(), sorted(asked.chosen.items())], ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
