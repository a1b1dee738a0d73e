from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be found and by whom, how it is ranked, the results page."""

    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from pages import registries
        from search import finder, following, outbox, signals

        registries.changes.add(outbox.note_changes)
        registries.settlers.add(following.make_current)
        registries.finders.add(finder.find_similar)
        signals.connect()
