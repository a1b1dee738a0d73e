"""Addresses of pictures and files: outside the language, since they are the same in each."""

from django.urls import path

from pages import views

urlpatterns = [
    path("pictures/<int:rendition_id>/<path:name>", views.picture, name="picture"),
    path("files/<int:file_id>/<path:name>", views.file, name="file"),
]
