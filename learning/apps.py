from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The library: manuals, articles, case studies, and each reader's shelf."""

    name = "learning"
    verbose_name = "Library"

    def ready(self) -> None:
        from learning import (
            desk,
            home,
            signals,  # noqa: F401 - connects its receivers before Wagtail does
            views,
        )
        from learning.demo.loader import plant_library
        from learning.models import (
            ArticlePage,
            CaseStudyPage,
            ChapterPage,
            LibraryPage,
            ManualPage,
        )
        from pages.registries import demo, desk_lines, desk_links, home_parts, page_views

        page_views.add(LibraryPage, views.library)
        page_views.add(ManualPage, views.manual)
        page_views.add(ChapterPage, views.chapter)
        page_views.add(ArticlePage, views.article)
        page_views.add(CaseStudyPage, views.case_study)
        home_parts.add(home.library_on_the_home_page)
        desk_lines.add(desk.my_drafts)
        desk_lines.add(desk.drafts_to_approve)
        desk_links.add(desk.links)
        demo.add(plant_library)
