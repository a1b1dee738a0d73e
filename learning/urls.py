"""Addresses of the library that are no pages: writing, asking, keeping, printing, the feed.

Their first parts cannot collide with the addresses of pages: they are words that the home page of
no language has below it, and they come first.
"""

from django.urls import path

from learning import feeds
from learning.views import contact, drafts, printing, shelf, word

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
    path("ask-about/<int:pk>/sent/", contact.contact_sent, name="contact_sent"),
    path("library/feed.atom", feeds.newest, name="feed"),
    path("take-along/<int:pk>/", printing.print_item, name="print_item"),
    path("take-along/<int:pk>/pdf/", printing.pdf_item, name="pdf_item"),
]
