"""Addresses of reports that are owed, under random numbers (2C)."""

from django.urls import path

from partnerships.reporting import list_views as lists
from partnerships.reporting import views

ONE, REPORT = "partnerships/<uuid:pk>/reports", "partnerships/reports/<uuid:pk>"

urlpatterns = [
    path("partnerships/reports/", lists.reports, name="reports"),
    path("partnerships/reports/list.<slug:kind>", lists.reports_file, name="reports_file"),
    path(f"{ONE}/", lists.partnership_reports, name="partnership_reports"),
    path(
        f"{ONE}/list.<slug:kind>", lists.partnership_reports_file, name="partnership_reports_file"
    ),
    path(f"{ONE}/new/", views.new_report, name="new_report"),
    path(f"{REPORT}/", views.report, name="partnership_report"),
    path(f"{REPORT}/edit/", views.change_report, name="change_report"),
    path(f"{REPORT}/hand-in/", views.hand_report_in, name="hand_report_in"),
    path(f"{REPORT}/decide/", views.decide_on_report, name="decide_on_report"),
    path(f"{REPORT}/file/", views.report_file, name="report_file"),
]
