"""The mailbox of the demo, the same for all languages of its readers."""

from django.urls import path

from notices import views

urlpatterns = [path("demo/mailbox/", views.demo_mailbox, name="demo_mailbox")]
