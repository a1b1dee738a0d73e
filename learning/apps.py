from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The library: manuals, articles, case studies, and each reader's shelf."""

    name = "learning"
    verbose_name = "Library"

    def ready(self) -> None:
        from learning import (
            filling,
            signals,  # noqa: F401 - connects its receivers before Wagtail does
        )

        filling.fill_registries()
