"""Addresses of the member benefit statement."""

from django.urls import path

from people.benefits import views

urlpatterns = [
    path("organisations/<int:pk>/benefits/<int:year>/", views.benefits, name="benefits"),
    path(
        "organisations/<int:pk>/benefits/<int:year>/pdf/", views.benefits_pdf, name="benefits_pdf"
    ),
]
