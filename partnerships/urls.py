"""Addresses of plans and partnerships, under random numbers (2C)."""

from django.urls import include, path

from partnerships.api import views as api
from partnerships.guiding import views as guiding
from partnerships.naming import views as naming
from partnerships.planning import views as planning
from partnerships.registry import list_views as lists
from partnerships.registry import views as registry
from partnerships.risks import views as risks

urlpatterns = [
    path("", include("partnerships.baselines.urls")),
    path("", include("partnerships.calling.urls")),
    path("", include("partnerships.entering.urls")),
    path("plans/", planning.country_plans, name="country_plans"),
    path("plans/list.<slug:kind>", planning.country_plans_file, name="country_plans_file"),
    path("plans/new/", planning.new_plan, name="new_plan"),
    path("plans/<uuid:pk>/", planning.country_plan, name="country_plan"),
    path("plans/<uuid:pk>/draft/", planning.plan_draft, name="plan_draft"),
    path("plans/<uuid:pk>/edit/", planning.change_plan, name="change_plan"),
    path("plans/<uuid:pk>/versions/<int:number>/", planning.plan_version, name="plan_version"),
    path("plans/<uuid:pk>/add/<slug:kind>/", planning.plan_row, name="add_plan_row"),
    path("plans/<uuid:pk>/<slug:kind>/<int:number>/", planning.plan_row, name="plan_row"),
    path("plans/<uuid:pk>/sign/", planning.sign_plan, name="sign_plan"),
    path("plans/<uuid:pk>/state/", planning.plan_state, name="plan_state"),
    path("plans/<uuid:pk>/themes/<slug:slug>/", planning.plan_theme, name="plan_theme"),
    path("partnerships/", lists.partnerships, name="partnerships"),
    path("partnerships/list.<slug:kind>", lists.partnerships_file, name="partnerships_file"),
    path("partnerships/learnt.atom", lists.outputs_feed, name="outputs_feed"),
    path("partnerships/api/", api.about_api, name="about_api"),
    path("partnerships/new/", registry.new_partnership, name="new_partnership"),
    path("partnerships/tie/", registry.tie_thing, name="tie_thing"),
    path("partnerships/<uuid:pk>/", registry.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/edit/", registry.change_partnership, name="change_partnership"),
    path(
        "partnerships/<uuid:pk>/partners/",
        registry.partnership_partners,
        name="partnership_partners",
    ),
    path(
        "partnerships/<uuid:pk>/roles/",
        naming.partnership_roles,
        name="partnership_roles",
    ),
    path(
        "partnerships/<uuid:pk>/activities/new/",
        registry.partnership_activity,
        name="new_partnership_activity",
    ),
    path(
        "partnerships/<uuid:pk>/activities/<uuid:activity>/",
        registry.partnership_activity,
        name="partnership_activity",
    ),
    path("partnerships/<uuid:pk>/learnt/", registry.partnership_tie, name="partnership_tie"),
    path("partnerships/<uuid:pk>/alive/", registry.confirm_partnership, name="confirm_partnership"),
    path("partnerships/<uuid:pk>/iati.xml", registry.partnership_iati, name="partnership_iati"),
    path("", include("partnerships.contracting.urls")),
    path("", include("partnerships.monitoring.urls")),
    path("", include("partnerships.reporting.urls")),
    path("partnerships/risks/", risks.risks, name="risks"),
    path("partnerships/guidance/", guiding.guidance, name="guidance"),
    path("partnerships/elections/", risks.elections, name="elections"),
    path("partnerships/<uuid:pk>/risks/", risks.partnership_risks, name="partnership_risks"),
    path("partnerships/<uuid:pk>/risks/new/", risks.new_risk, name="new_risk"),
    path("partnerships/risks/<uuid:pk>/", risks.risk, name="risk"),
    path("partnerships/risks/<uuid:pk>/edit/", risks.change_risk, name="change_risk"),
    path("partnerships/risks/<uuid:pk>/state/", risks.risk_state, name="risk_state"),
    path("partnerships/risks/<uuid:pk>/readers/", risks.risk_readers, name="risk_readers"),
    path("partnerships/risks/<uuid:pk>/print/", risks.print_risk, name="print_risk"),
]
