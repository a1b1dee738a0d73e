"""Addresses of a person's own pages."""

from django.urls import path

from people import views

urlpatterns = [path("desk/", views.desk, name="desk")]
