from .boards import board, board_edit, board_follow, board_new, board_read, boards, my_topics
from .looking_after import look_after
from .posting import reply, topic_new
from .posts import attachment, post, post_answer, post_edit, post_history, post_report
from .promoting import credit, promote
from .topics import person_follow, topic, topic_follow

__all__ = [
    "attachment",
    "board",
    "board_edit",
    "board_follow",
    "board_new",
    "board_read",
    "boards",
    "credit",
    "look_after",
    "my_topics",
    "person_follow",
    "post",
    "post_answer",
    "post_edit",
    "post_history",
    "post_report",
    "promote",
    "reply",
    "topic",
    "topic_follow",
    "topic_new",
]
