"""Addresses of newsletters as their editors see them; readers have the page in the space."""

from django.urls import path

from people.publishing import views

urlpatterns = [
    path("associations/<int:pk>/publish/", views.publish, name="publish"),
    path("associations/<int:pk>/publish/<int:number>/", views.publish, name="publish_draft"),
    path("associations/<int:pk>/newsletters/", views.newsletters, name="newsletters"),
    path("newsletters/<int:pk>/", views.newsletter, name="newsletter"),
    path("newsletters/<int:pk>/decide/", views.newsletter_decide, name="newsletter_decide"),
    path("newsletters/<int:pk>/stop/", views.newsletter_stop, name="newsletter_stop"),
    path(
        "newsletters/<int:pk>/preview/<slug:whom>/",
        views.newsletter_preview,
        name="newsletter_preview",
    ),
]
