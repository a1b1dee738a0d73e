"""Addresses of training. Whatever tells of persons stands under a random number (2C)."""

from django.urls import include, path

from training.certificates import views as certificates
from training.courses import views as courses
from training.events import views as events
from training.following_up import views as following_up
from training.logging import views as logging

urlpatterns = [
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", courses.new_course, name="new_course"),
    path("courses/<int:pk>/", courses.course, name="course"),
    path("courses/<int:pk>/edit/", courses.change_course, name="change_course"),
    path("courses/<int:pk>/editions/new/", courses.add_edition, name="add_edition"),
    path("trainings/", events.trainings, name="trainings"),
    path("trainings/new/", events.new_training, name="new_training"),
    path("trainings/<uuid:pk>/", events.training, name="training"),
    path("trainings/<uuid:pk>/edit/", events.change_training, name="change_training"),
    path("trainings/<uuid:pk>/cancel/", events.cancel_training, name="cancel_training"),
    path("trainings/<uuid:pk>/held/", events.hold_training, name="hold_training"),
    path("trainings/<uuid:pk>/place/", events.own_place, name="own_place"),
    path("trainings/<uuid:pk>/training.ics", events.training_calendar, name="training_calendar"),
    path("trainings/<uuid:pk>/participants/", logging.participants, name="participants"),
    path("trainings/<uuid:pk>/participants/one/", logging.enter_one, name="enter_one"),
    path("trainings/<uuid:pk>/participants/known/", logging.enter_known, name="enter_known"),
    path("trainings/<uuid:pk>/participants/lines/", logging.enter_lines, name="enter_lines"),
    path("trainings/<uuid:pk>/participants/file/", logging.enter_file, name="enter_file"),
    path("trainings/<uuid:pk>/participants/keep/", logging.keep_seen, name="keep_seen"),
    path("trainings/<uuid:pk>/participants/sheet/", logging.sheet, name="sheet"),
    path("trainings/<uuid:pk>/participants/unnamed/", logging.count_unnamed, name="count_unnamed"),
    path("trainings/<uuid:pk>/participants/export/", logging.export_list, name="export_list"),
    path("trainings/<uuid:pk>/participants/list.xlsx", logging.list_template, name="list_template"),
    path("trainings/<uuid:pk>/certificates/", certificates.issue_certificates, name="issue"),
    path("trainings/rows/<uuid:pk>/", logging.change_row, name="training_row"),
    path("certificates/<uuid:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:pk>/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
    path(
        "certificates/<uuid:pk>/revoke/",
        certificates.revoke_certificate,
        name="revoke_certificate",
    ),
    path("verify/<str:token>/", certificates.verify_certificate, name="verify_certificate"),
    path("trainings/asked/<str:token>/", following_up.follow_up_by_mail, name="follow_up_by_mail"),
    path("", include("training.cascade.urls")),
    path("", include("training.persons.urls")),
    path("", include("training.duty.urls")),
]
