from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The Wagtail ground: base page, blocks, pictures, files, audiences, themes."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import (
            cms_policy,
            signals,  # noqa: F401 - connects its receivers
            views,
        )
        from pages.models import HomePage
        from pages.registries import page_views

        cms_policy.narrow()
        page_views.add(HomePage, views.home)
