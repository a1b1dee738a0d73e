from .article import ArticlePage
from .case_study import CaseStudyPage
from .item import ItemCountry, ItemTag, LibraryItem
from .library import LibraryPage
from .manual import ChapterPage, ManualPage, chapters_below
from .shelf import ShelfEntry

__all__ = [
    "ArticlePage",
    "CaseStudyPage",
    "ChapterPage",
    "ItemCountry",
    "ItemTag",
    "LibraryItem",
    "LibraryPage",
    "ManualPage",
    "ShelfEntry",
    "chapters_below",
]
