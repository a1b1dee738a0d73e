"""What this room adds to the registries when the site starts."""

from learning import benefits, desk, home, leaving, newsletters, promoted, publishing, views
from learning.demo.loader import plant_library
from learning.demo.readings import plant_readings
from learning.kinds import KINDS
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryPage, ManualPage
from learning.own_data import RULES
from learning.planting import PAGES
from learning.trail import TRANSLATED
from learning.trying import filling as trying
from learning.wanted import filling as wanted
from notices.kinds import kinds
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


def fill_registries() -> None:
    """Views of its pages, home, desk, notices, the statement of a member, own data, demo."""
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
    kinds.add_all(KINDS)
    hand_overs.add_all((leaving.texts_answered_for, leaving.drafts_of))
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
