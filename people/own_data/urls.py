"""Addresses of a person's own data, and of the log for editors."""

from django.urls import path

from people.own_data import views

urlpatterns = [
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/file/<uuid:pk>/", views.my_data_file, name="my_data_file"),
    path("my-data/delete/", views.delete_account, name="delete_account"),
    path("my-data/keep/", views.keep_account, name="keep_account"),
    path("my-data/noted/", views.noted, name="noted"),
    path("what-was-done/", views.audit_log, name="audit_log"),
]
