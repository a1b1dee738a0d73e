from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be found and by whom, how it is ranked, the results page."""

    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import filling, signals

        filling.fill_registries()
        signals.connect()
