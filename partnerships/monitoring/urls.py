"""Addresses of figures and stories, under random numbers (2C)."""

from django.urls import path

from partnerships.monitoring import views

ONE = "partnerships/<uuid:pk>"

urlpatterns = [
    path(f"{ONE}/figures/", views.partnership_figures, name="partnership_figures"),
    path(
        f"{ONE}/figures/list.<slug:kind>",
        views.partnership_figures_file,
        name="partnership_figures_file",
    ),
    path(f"{ONE}/figures/new/", views.indicator, name="new_partnership_indicator"),
    path(f"{ONE}/figures/<int:number>/", views.indicator, name="partnership_indicator"),
    path(f"{ONE}/figures/<int:number>/new/", views.new_figure, name="new_figure"),
    path("figures/<uuid:pk>/edit/", views.change_figure, name="change_figure"),
    path("figures/<uuid:pk>/return/", views.return_figure, name="return_figure"),
    path("figures/<uuid:pk>/state/", views.figure_state, name="figure_state"),
    path(f"{ONE}/stories/", views.partnership_stories, name="partnership_stories"),
    path(f"{ONE}/stories/new/", views.new_story, name="new_story"),
    path("stories/<uuid:pk>/", views.story, name="story"),
    path("stories/<uuid:pk>/share/", views.share_story, name="share_story"),
    path("plans/<uuid:pk>/figures/", views.plan_figures, name="plan_figures"),
    path(
        "plans/<uuid:pk>/figures/list.<slug:kind>",
        views.plan_figures_file,
        name="plan_figures_file",
    ),
]
