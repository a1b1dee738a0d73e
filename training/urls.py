"""Addresses of training. Whatever tells of persons stands under a random number (2C)."""

from django.urls import include, path

urlpatterns = [
    path("", include("training.cascade.urls")),
    path("", include("training.duty.urls")),
]
