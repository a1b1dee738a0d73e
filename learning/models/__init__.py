from .article import ArticlePage
from .case_study import CaseStudyPage
from .item import ItemCountry, ItemTag, LibraryItem
from .library import LibraryPage
from .manual import ChapterPage, ManualPage, chapters_below
from .shelf import ShelfEntry
from .trying import Outcome, TriedReport, TriedVersion
from .wanted import WantedTranslation

__all__ = [
    "ArticlePage",
    "CaseStudyPage",
    "ChapterPage",
    "ItemCountry",
    "ItemTag",
    "LibraryItem",
    "LibraryPage",
    "ManualPage",
    "Outcome",
    "ShelfEntry",
    "TriedReport",
    "TriedVersion",
    "WantedTranslation",
    "chapters_below",
]
