"""The address of the button for readers who need a text in another language."""

from django.urls import path

from learning.wanted.views import want_translation

urlpatterns = [path("wanted/<int:pk>/", want_translation, name="want_translation")]
