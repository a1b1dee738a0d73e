"""Addresses of finding the same person again: they tell of persons, so under random numbers."""

from django.urls import URLPattern, URLResolver, path

from training.persons import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("training/persons/", views.resemblances, name="resemblances"),
    path("training/persons/<uuid:pk>/", views.compare, name="compare_persons"),
    path("training/persons/merges/", views.merges, name="merges"),
    path("training/persons/merges/<uuid:pk>/", views.undo_merge, name="undo_merge"),
]
