"""Addresses of persons and organisations, their roles, messages, joining and leaving."""

from django.urls import include, path

from people import views
from people.granting import views as granting
from people.leaving import views as departing

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("", include("people.own_data.urls")),
    path("", include("people.breaking_glass.urls")),
    path("organisations/<int:pk>/people/", granting.people_of_organisation, name="people_of"),
    path("organisations/<int:pk>/people/<int:person_id>/role/", granting.give, name="give_role"),
    path("roles/<int:pk>/", granting.role, name="role"),
    path("leaving/", departing.leaving, name="leaving"),
    path("posts/<int:pk>/end/", departing.end, name="end_post"),
    path("departures/<int:pk>/", departing.departure, name="departure"),
    path("", include("people.profile.urls")),
    path("", include("people.joining.urls")),
    path("", include("people.directory.urls")),
    path("", include("people.conversations.urls")),
    path("", include("people.benefits.urls")),
    path("", include("people.parked_mail.urls")),
    path("", include("people.publishing.urls")),
    path("", include("people.space.urls")),
]
