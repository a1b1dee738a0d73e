from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be found and by whom, how it is ranked, the results page."""

    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from pages import registries
        from search import finder, following, outbox, signals, tasks

        registries.changes.add(outbox.note_changes)
        registries.settlers.add(following.make_current)
        registries.chores.add(
            registries.Chore("search: outbox", timedelta(seconds=30), tasks.look_at_outbox)
        )
        registries.chores.add(
            registries.Chore("search: index", timedelta(hours=1), tasks.look_at_index)
        )
        registries.finders.add(finder.find_similar)
        registries.finders_by_words.add(finder.find_by_words)
        signals.connect()
