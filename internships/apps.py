from django.apps import AppConfig


class InternshipsConfig(AppConfig):
    """Placements: who hosts, who applies, what three parties agree, and what came of it."""

    name = "internships"
    verbose_name = "Placements"

    def ready(self) -> None:
        from internships import filling

        filling.fill_registries()
