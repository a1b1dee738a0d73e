"""Addresses of the library that are the same in every language."""

from django.urls import path

from learning import feeds

urlpatterns = [
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
