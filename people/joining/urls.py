"""Addresses of joining."""

from django.urls import path

from people.joining import views

urlpatterns = [
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<int:organisation_id>/new/", views.invite_one, name="invite"),
    path(
        "invitations/<int:organisation_id>/new/<int:person_id>/",
        views.invite_person,
        name="invite_person",
    ),
    path("invitations/<int:organisation_id>/list/", views.invite_list, name="invite_list"),
    path(
        "invitations/<int:organisation_id>/list/send/",
        views.send_seen_list,
        name="invite_list_send",
    ),
    path("invitations/<int:organisation_id>/domains/", views.mail_domains, name="mail_domains"),
    path("invitations/domain/<int:pk>/remove/", views.remove_domain, name="mail_domain_remove"),
    path("invitations/open/<int:pk>/again/", views.send_invitation_again, name="invitation_again"),
    path("invitations/open/<int:pk>/revoke/", views.revoke_invitation, name="invitation_revoke"),
    path("join/", views.find_organisation, name="join"),
    path("join/<int:organisation_id>/", views.ask, name="join_ask"),
    path("join/sent/", views.asked, name="join_sent"),
    path("join/waiting/", views.waiting, name="join_waiting"),
    path("join/invitation/<str:token>/", views.invitation, name="invitation"),
    path("join/address/<str:token>/", views.confirm_address, name="join_confirm"),
    path("join/requests/", views.join_requests, name="join_requests"),
    path("join/requests/<int:pk>/", views.join_request, name="join_request"),
]
