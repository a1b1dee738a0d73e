"""Addresses of this room, under the language of the frame."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
]
