"""Addresses of spaces that are no pages: lists, calendars, and what editors keep."""

from django.urls import path

from people.space import keeping, keeping_feed, views

urlpatterns = [
    path("associations/", views.associations, name="associations"),
    path("associations/<int:pk>/members/", views.members, name="association_members"),
    path("associations/<int:pk>/events.ics", views.events_calendar, name="events_calendar"),
    path("associations/<int:pk>/waiting/", keeping.waiting, name="space_waiting"),
    path("associations/<int:pk>/settings/", keeping.settings, name="space_settings"),
    path("associations/<int:pk>/members/keep/", keeping.keep_members, name="keep_members"),
    path(
        "associations/<int:pk>/members/<int:membership_id>/end/",
        keeping.end_membership,
        name="end_membership",
    ),
    path("associations/<int:pk>/groups/", keeping.keep_groups, name="keep_groups"),
    path("associations/<int:pk>/groups/<int:group_id>/", keeping.keep_group, name="keep_group"),
    path("my-feed/", keeping_feed.my_feed, name="my_feed"),
    path("events/<int:pk>/event.ics", views.event_calendar, name="event_calendar"),
]
