"""What this room adds to the registries when the site starts."""

from datetime import timedelta

from notices.kinds import kinds
from pages import registries
from search import finder, following, outbox, tasks
from search.demo import plant_searches
from search.gaps import desk as gaps_desk
from search.own_data import RULES
from search.saving import desk as saving_desk
from search.saving.kinds import NEW_HIT

CHORES = (
    registries.Chore("search: outbox", timedelta(seconds=30), tasks.look_at_outbox),
    registries.Chore("search: index", timedelta(hours=1), tasks.look_at_index),
    registries.Chore("search: saved", timedelta(minutes=10), tasks.look_at_saved_searches),
)


def fill_registries() -> None:
    """Changes and chores, finders, notices, links of the desk, own data, demo."""
    registries.changes.add(outbox.note_changes)
    registries.settlers.add(following.make_current)
    registries.chores.add_all(CHORES)
    registries.finders.add(finder.find_similar)
    registries.finders_by_words.add(finder.find_by_words)
    kinds.add(NEW_HIT)
    registries.own_data.add_all(RULES)
    registries.desk_links.add(registries.DeskLinks(registries.DeskPart.LIBRARY, saving_desk.links))
    registries.desk_duties.add(gaps_desk.duties)
    registries.demo.add(plant_searches)
