"""Addresses outside the language, since they are the same in each: pictures, files, numbers."""

from django.urls import path

from pages import views

urlpatterns = [
    path("page/<int:page_id>/", views.page_by_number, name="page_by_number"),
    path("pictures/<int:rendition_id>/<path:name>", views.picture, name="picture"),
    path("files/<int:file_id>/<path:name>", views.file, name="file"),
]
