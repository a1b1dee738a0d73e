"""The forms of the library: drafts without a CMS, and a question to who answers for a text.

Each names the fields it takes; whatever else is posted is ignored (safeguards P05).
"""

from .article import ArticleForm
from .case import FullCaseForm, SnapshotForm
from .draft import DraftForm
from .question import QuestionForm
from .word import WordDraftForm, WordFile

__all__ = [
    "ArticleForm",
    "DraftForm",
    "FullCaseForm",
    "QuestionForm",
    "SnapshotForm",
    "WordDraftForm",
    "WordFile",
]
