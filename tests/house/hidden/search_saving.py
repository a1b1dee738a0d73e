"""Canary words of searches, and where they would be found by who may know them."""

from typing import Any

from notices.actions import tell_each
from pages.registries import page_key
from search.asking import Asked
from search.models import SavedSearch, VainQuery
from search.saving.actions import save_search
from search.saving.kinds import NEW_HIT

OWN = ("member",)
OF_PROGRAMME = ("programme editor", "administrator")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    SavedSearch.objects.filter(pk=things["saved_search_id"]).update(
        name=f"For {word('saved search', 'name', OWN)}",
        words=f"handcarts {word('saved search', 'words', OWN)}",
        filters={"theme": word("saved search", "filter", OWN)},
    )
    _tell_everybody_of_every_hit(canaries)
    # Sought once: perhaps somebody's name.
    VainQuery.objects.filter(pk=things["gap_once_id"]).update(
        words=f"who is {word('sought once', 'words', OF_PROGRAMME)}"
    )


def _tell_everybody_of_every_hit(canaries: Any) -> None:
    """As if each had been open when it was looked for, and closed afterwards."""
    keys = [page_key(page.pk) for page in canaries.pages.values()]
    keys += [topic.scope for _board, topic, *_posts in canaries.boards.values()]
    for person in canaries.world.persons.values():
        if person is not None:
            asked = Asked(chosen={"contact": "yes"})
            saved = save_search(by=person, asked=asked, name="Somebody to ask", language="en")
            told = {key: {"search": str(saved.pk), "key": key} for key in keys}
            tell_each(NEW_HIT, person, told)


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    saved = f"/en/search/saved/{canaries.world.things['saved_search_id']}/"
    gap = f"/en/search/gaps/{canaries.world.things['gap_once_id']}/"
    return {"/en/search/saved/", saved, "/en/search/gaps/", f"{gap}write/", f"{gap}done/"}
