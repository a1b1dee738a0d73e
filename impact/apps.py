from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Where lessons travelled, told from what every room knows."""

    name = "impact"
    verbose_name = "Impact"

    def ready(self) -> None:
        from impact import filling

        filling.fill_registries()
