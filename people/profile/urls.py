"""The address of one's own profile."""

from django.urls import path

from people.profile import views

urlpatterns = [path("profile/", views.profile, name="profile")]
