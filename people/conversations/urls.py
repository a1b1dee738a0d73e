"""Addresses of messages, and of writing to somebody."""

from django.urls import path

from people.conversations import views

urlpatterns = [
    path(
        "organisations/<int:pk>/write/",
        views.organisation_write,
        name="organisation_write",
    ),
    path("people/<int:pk>/write/", views.person_write, name="person_write"),
    path("people/<int:pk>/block/", views.person_block, name="person_block"),
    path("messages/", views.inbox, name="inbox"),
    path("messages/<uuid:pk>/", views.conversation, name="conversation"),
    path("messages/<uuid:pk>/read/", views.conversation_read, name="conversation_read"),
    path("messages/<uuid:pk>/stop/", views.conversation_stop, name="conversation_stop"),
]
