"""Addresses of the library that are no pages: writing, asking, keeping, printing, the feed.

Their first parts cannot collide with the addresses of pages: they are words that the home page of
no language has below it, and they come first.
"""

from django.urls import path

from learning import feeds
from learning.trying.urls import urlpatterns as of_what_was_tried
from learning.views import contact, drafts, printing, shelf, word
from learning.wanted.urls import urlpatterns as of_wanted_translations

urlpatterns = [
    path("write/", drafts.drafts, name="drafts"),
    path("write/snapshot/", drafts.draft_snapshot, name="draft_snapshot"),
    path("write/article/", drafts.draft_article, name="draft_article"),
    path("write/word/", word.word_draft, name="word_draft"),
    path("write/draft/<int:pk>/", drafts.draft, name="draft"),
    path("write/full-case/<int:pk>/", drafts.grow, name="grow"),
    path("shelf/", shelf.shelf, name="shelf"),
    path("shelf/<int:pk>/", shelf.shelf_toggle, name="shelf_toggle"),
    path("ask-about/<int:pk>/", contact.contact, name="contact"),
    path("library/feed.atom", feeds.newest, name="feed"),
    path("associations/<int:pk>/news/word/", word.word_news, name="word_news"),
    path("associations/<int:pk>/feed.atom", feeds.of_association, name="feed_of_association"),
    path("themes/<slug:slug>/feed.atom", feeds.of_theme, name="feed_of_theme"),
    path("countries/<str:code>/feed.atom", feeds.of_country, name="feed_of_country"),
    path("my-feed/<str:token>/feed.atom", feeds.of_person, name="feed_of_person"),
    path("take-along/<int:pk>/", printing.print_item, name="print_item"),
    path("take-along/<int:pk>/pdf/", printing.pdf_item, name="pdf_item"),
    *of_what_was_tried,
    *of_wanted_translations,
]
