from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The library: manuals, articles, case studies, and each reader's shelf."""

    name = "learning"
    verbose_name = "Library"

    def ready(self) -> None:
        from learning import (
            benefits,
            desk,
            home,
            kinds,
            leaving,
            newsletters,
            promoted,
            publishing,
            signals,  # noqa: F401 - connects its receivers before Wagtail does
            views,
        )
        from learning.demo.loader import plant_library
        from learning.demo.readings import plant_readings
        from learning.models import (
            ArticlePage,
            CaseStudyPage,
            ChapterPage,
            LibraryPage,
            ManualPage,
        )
        from learning.own_data import RULES
        from learning.planting import PAGES
        from learning.trail import TRANSLATED
        from learning.trying import filling as trying
        from learning.wanted import filling as wanted
        from notices.kinds import kinds as kinds_of_notices
        from pages.registries import (
            DeskLinks,
            DeskPart,
            benefit_lines,
            demo,
            desk_lines,
            desk_links,
            desk_starts,
            drafts_to_begin,
            experience,
            hand_overs,
            home_parts,
            newsletter_items,
            own_data,
            page_views,
            planting,
            published_by,
            space_parts,
            trail,
        )

        page_views.add(LibraryPage, views.library)
        page_views.add(ManualPage, views.manual)
        page_views.add(ChapterPage, views.chapter)
        page_views.add(ArticlePage, views.article)
        page_views.add(CaseStudyPage, views.case_study)
        home_parts.add(home.library_on_the_home_page)
        space_parts.add(home.shelf_on_the_home_of_a_space)
        desk_lines.add(desk.my_drafts)
        desk_starts.add(desk.starts)
        desk_links.add(DeskLinks(DeskPart.LIBRARY, desk.links))
        published_by.add(publishing.published_by_organisation)
        experience.add(publishing.texts_by_organisation)
        kinds_of_notices.add_all(kinds.KINDS)
        hand_overs.add(leaving.texts_answered_for)
        hand_overs.add(leaving.drafts_of)
        benefit_lines.add(benefits.lines)
        newsletter_items.add(newsletters.items)
        drafts_to_begin.add(promoted.begin_article)
        trying.fill_registries()
        wanted.fill_registries()
        # What is planted first stands last: the list is walked from its end.
        demo.add(plant_readings)
        demo.add(plant_library)
        planting.add(PAGES)
        own_data.add_all(RULES)
        trail.add(TRANSLATED)
