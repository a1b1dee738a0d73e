"""Addresses of a person's notices."""

from django.urls import path

from notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/preferences/", views.notice_preferences, name="notice_preferences"),
    path("notices/stop/<str:token>/", views.stop_mail, name="stop_mail"),
]
