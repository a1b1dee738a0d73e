"""Addresses of organisations and of persons."""

from django.urls import path

from people.directory import views

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", views.organisation_edit, name="organisation_edit"),
    path(
        "organisations/<int:pk>/confirm/",
        views.organisation_confirm,
        name="organisation_confirm",
    ),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/hidden/", views.hidden_fields, name="hidden_fields"),
]
