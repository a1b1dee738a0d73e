"""Addresses of parked mails."""

from django.urls import path

from people.parked_mail import views

urlpatterns = [
    path("mails/parked/", views.parked_mails, name="parked_mails"),
    path("mails/parked/again/", views.try_all_again, name="parked_mails_again"),
    path("mails/parked/<int:pk>/", views.decide, name="parked_mail"),
]
