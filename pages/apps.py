from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The Wagtail ground: base page, blocks, pictures, files, audiences, themes."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import signals, views  # noqa: F401 - signals connects its receivers
        from pages.models import HomePage
        from pages.registries import page_views

        page_views.add(HomePage, views.home)
