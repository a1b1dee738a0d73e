"""Addresses of the duty to pass it on. Whatever tells of persons stands under a random number."""

from django.urls import path

from training.duty import standing_views, views

urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/session/", views.colleague_session, name="colleague_session"),
    path("duties/<uuid:pk>/", views.duty, name="duty"),
    path("duties/<uuid:pk>/evidence/", views.offer_evidence, name="offer_evidence"),
    path("duties/<uuid:pk>/draft/", views.begin_draft, name="draft_for_duty"),
    path("duties/<uuid:pk>/waive/", views.waive, name="waive_duty"),
    path("duties/evidence/<uuid:pk>/", views.decide_evidence, name="decide_evidence"),
    path("pass-it-on/", standing_views.pass_it_on_all, name="pass_it_on_all"),
    path("pass-it-on/<int:pk>/", standing_views.pass_it_on, name="pass_it_on"),
]
