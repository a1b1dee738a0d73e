from .board import Board
from .credit import CreditRequest
from .following import Follow, ReadMarker
from .moderation import Report, Sanction
from .post import Attachment, Post, PostVersion
from .topic import PostDraft, Topic, TopicTag

__all__ = [
    "Attachment",
    "Board",
    "CreditRequest",
    "Follow",
    "Post",
    "PostDraft",
    "PostVersion",
    "ReadMarker",
    "Report",
    "Sanction",
    "Topic",
    "TopicTag",
]
