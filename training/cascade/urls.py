"""Addresses of how far a course travelled; a course tells of no person, so it has its number."""

from django.urls import URLPattern, URLResolver, path

from training.cascade import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<int:pk>/cascade/", views.cascade, name="cascade"),
    path("courses/<int:pk>/cascade/file/<slug:kind>/", views.cascade_file, name="cascade_file"),
    path("courses/<int:pk>/cascade/<uuid:event>/", views.cascade_branch, name="cascade_branch"),
    path("training/figures/", views.training_figures, name="training_figures"),
    path(
        "training/figures/<int:organisation>/",
        views.training_figures,
        name="training_figures_of",
    ),
]
