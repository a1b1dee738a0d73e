"""Addresses of exceptional openings; none holds the number of a record (2C)."""

from django.urls import path

from people.breaking_glass import views

urlpatterns = [
    path("records/exceptions/", views.openings, name="openings"),
    path("records/exceptions/<uuid:pk>/", views.opening, name="opening"),
    path("records/exceptions/<uuid:pk>/record/", views.opened, name="opened_record"),
]
