"""Addresses of the boards."""

from django.urls import path

from forums import feeds, views
from forums.moderating import views as moderating

urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("boards/new/", views.board_new, name="board_new"),
    path("boards/ask/", views.topic_new, name="topic_new"),
    path("boards/mine/", views.my_topics, name="my_topics"),
    path("boards/queue/", moderating.queue, name="queue"),
    path("boards/queue/post/<int:pk>/", moderating.case, name="case"),
    path("boards/queue/post/<int:pk>/change/", moderating.case_change, name="case_change"),
    path("boards/queue/post/<int:pk>/remove/", moderating.case_remove, name="case_remove"),
    path("boards/queue/done/", moderating.measure_list, name="measures"),
    path("boards/queue/done/<int:pk>/end/", moderating.measure_end, name="measure_end"),
    path("boards/<int:pk>/", views.board, name="board"),
    path("boards/<int:pk>/edit/", views.board_edit, name="board_edit"),
    path("boards/<int:pk>/follow/", views.board_follow, name="board_follow"),
    path("boards/<int:pk>/read/", views.board_read, name="board_read"),
    path("boards/<int:pk>/feed.atom", feeds.of_board, name="board_feed"),
    path("boards/topic/<int:pk>/", views.topic, name="topic"),
    path("boards/topic/<int:pk>/reply/", views.reply, name="reply"),
    path("boards/topic/<int:pk>/follow/", views.topic_follow, name="topic_follow"),
    path("boards/topic/<int:pk>/look-after/", views.look_after, name="look_after"),
    path("boards/topic/<int:pk>/article/", views.promote, name="promote"),
    path("boards/topic/<int:pk>/credit/", views.credit, name="credit"),
    path("boards/post/<int:pk>/", views.post, name="post"),
    path("boards/post/<int:pk>/edit/", views.post_edit, name="post_edit"),
    path("boards/post/<int:pk>/before/", views.post_history, name="post_history"),
    path("boards/post/<int:pk>/answer/", views.post_answer, name="post_answer"),
    path("boards/post/<int:pk>/report/", views.post_report, name="post_report"),
    path("boards/attachment/<int:pk>/<path:name>", views.attachment, name="attachment"),
    path("boards/people/<int:pk>/follow/", views.person_follow, name="person_follow"),
]
