"""Addresses of people's things that are the same in every language."""

from django.urls import path

from people.space import views

urlpatterns = [path("associations/<int:pk>/colour.css", views.colour, name="colour")]
