from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The Wagtail ground: base page, blocks, pictures, files, audiences, themes."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import signals  # noqa: F401 - connects its receivers once the apps are there
