from django.urls import path

from partnerships.calling import application_views as applications
from partnerships.calling import applying_views as applying
from partnerships.calling import views

ONE = "calls/applications/<uuid:pk>/"

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("plans/<uuid:plan>/calls/new/", views.new_call, name="new_call"),
    path("calls/list.<slug:kind>", views.calls_file, name="calls_file"),
    path("calls/<uuid:pk>/", views.call, name="call"),
    path("calls/<uuid:pk>/edit/", views.change_call, name="change_call"),
    path("calls/<uuid:pk>/state/", views.call_state, name="call_state"),
    path("calls/<uuid:pk>/assessors/", views.call_assessors, name="call_assessors"),
    path("calls/<uuid:pk>/applications/", views.call_applications, name="call_applications"),
    path("calls/<uuid:pk>/applications/take/", views.take_applications, name="take_applications"),
    path("calls/<uuid:pk>/apply/", applying.apply_to_call, name="apply_to_call"),
    path(ONE, applications.call_application, name="call_application"),
    path(f"{ONE}edit/", applying.change_application, name="change_application"),
    path(f"{ONE}preview/", applying.preview_application, name="preview_application"),
    path(f"{ONE}withdraw/", applying.withdraw_application, name="withdraw_application"),
    path(f"{ONE}screen/", applications.screen_application, name="screen_application"),
    path(f"{ONE}opinion/", applications.give_opinion, name="give_opinion"),
    path(f"{ONE}reviewers/", applications.name_reviewers, name="name_reviewers"),
    path(f"{ONE}review/", applications.review_application, name="review_application"),
    path(f"{ONE}decide/", applications.decide_on_application, name="decide_on_application"),
]
