"""Addresses of this room, under the language of the frame."""

from django.urls import path

from search import views
from search.gaps import views as gaps
from search.saving import views as saving

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search/saved/", saving.saved_searches, name="saved_searches"),
    path("search/saved/new/", saving.save_search, name="save_search"),
    path("search/saved/<uuid:pk>/", saving.saved_search, name="saved_search"),
    path("search/saved/<uuid:pk>/delete/", saving.saved_search_delete, name="saved_search_delete"),
    path("search/gaps/", gaps.gaps, name="gaps"),
    path("search/gaps/<int:pk>/write/", gaps.gap_write, name="gap_write"),
    path("search/gaps/<int:pk>/done/", gaps.gap_done, name="gap_done"),
]
