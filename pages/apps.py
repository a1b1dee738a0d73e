from datetime import timedelta

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The Wagtail ground: base page, blocks, pictures, files, audiences, themes."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import (
            cms_policy,
            folding,  # noqa: F401 - teaches each connection that is made from now on
            form_words,
            signals,  # noqa: F401 - connects its receivers
            views,
        )
        from pages.models import HomePage
        from pages.own_data import RULES
        from pages.registries import Chore, chores, own_data, page_views
        from pages.tasks import forget_finished_tasks

        cms_policy.narrow()
        form_words.say_what_to_do()
        page_views.add(HomePage, views.home)
        chores.add(Chore("pages: tasks", timedelta(days=1), forget_finished_tasks.enqueue))
        own_data.add_all(RULES)
