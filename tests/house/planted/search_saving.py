"""What the room of search has in the small world: a saved search of the member, words in vain."""

from typing import Any

from django.utils import timezone

from search.asking import Asked
from search.models import VainQuery
from search.saving.actions import save_search


def plant(world: Any) -> None:
    """Adds to `world.things`: one saved search, and words that were sought often, and once."""
    asked = Asked(words="handcarts", chosen={"theme": "waste"})
    saved = save_search(by=world.persons["member"], asked=asked, name="Handcarts", language="en")
    today = timezone.localdate()
    gaps = [
        VainQuery.objects.create(words=words, language="en", times=times, last_on=today)
        for words, times in (("roof tax", 7), ("somebody by name", 1))
    ]
    world.things |= {
        "saved_search_id": saved.pk,
        "gap_id": gaps[0].pk,
        "gap_once_id": gaps[1].pk,
    }
