"""Addresses of placements. Whatever is between persons stands under a random number (2C)."""

from django.urls import path

from internships.applying import views as applying
from internships.offering import views as offering
from internships.placing import views as placing

urlpatterns = [
    path("placements/", offering.host_offers, name="host_offers"),
    path("placements/feed.atom", offering.host_offers_feed, name="host_offers_feed"),
    path("placements/periods.ics", offering.host_offers_calendar, name="host_offers_calendar"),
    path("placements/mine/", applying.placements, name="placements"),
    path("placements/offers/new/", offering.new_host_offer, name="new_host_offer"),
    path("placements/offers/<uuid:pk>/", offering.host_offer, name="host_offer"),
    path("placements/offers/<uuid:pk>/edit/", offering.change_host_offer, name="change_host_offer"),
    path("placements/offers/<uuid:pk>/state/", offering.host_offer_state, name="host_offer_state"),
    path(
        "placements/offers/<uuid:pk>/applications/",
        offering.host_offer_applications,
        name="host_offer_applications",
    ),
    path("placements/offers/<uuid:pk>/apply/", applying.apply, name="apply"),
    path("placements/applications/<uuid:pk>/", applying.application, name="application"),
    path("placements/applications/<uuid:pk>/cv/", applying.cv, name="application_cv"),
    path("placements/<uuid:pk>/", placing.placement, name="placement"),
    path(
        "placements/<uuid:pk>/agreement/", placing.placement_agreement, name="placement_agreement"
    ),
    path(
        "placements/<uuid:pk>/agreement/<int:number>/",
        placing.agreement_version,
        name="agreement_version",
    ),
    path("placements/<uuid:pk>/confirm/", placing.placement_confirm, name="placement_confirm"),
    path("placements/<uuid:pk>/pdf/", placing.agreement_pdf, name="agreement_pdf"),
    path("placements/<uuid:pk>/week/", placing.placement_week, name="placement_week"),
    path("placements/<uuid:pk>/check/", placing.placement_check, name="placement_check"),
    path("placements/<uuid:pk>/problem/", placing.placement_problem, name="placement_problem"),
    path(
        "placements/<uuid:pk>/problem/<int:number>/",
        placing.settle_problem,
        name="settle_problem",
    ),
    path("placements/<uuid:pk>/report/", placing.placement_report, name="placement_report"),
    path(
        "placements/<uuid:pk>/rating/<slug:side>/",
        placing.placement_rating,
        name="placement_rating",
    ),
    path("placements/<uuid:pk>/end/", placing.placement_end, name="placement_end"),
]
