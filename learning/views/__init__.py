from .items import article, case_study, chapter, manual
from .library import library

__all__ = ["article", "case_study", "chapter", "library", "manual"]
