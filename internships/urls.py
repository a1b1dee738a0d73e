"""Addresses of placements. Whatever is between persons stands under a random number (2C)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
