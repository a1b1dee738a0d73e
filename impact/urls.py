"""Addresses of trails and of what is rolled up."""

from django.urls import URLPattern, path

from impact import views


def _doors(place: str, name: str, kind: str) -> list[URLPattern]:
    """A page, its sheet and its PDF."""
    own = {"kind": kind}
    return [
        path(f"impact/{place}", views.impact, own, name=name),
        path(f"impact/{place}file/<slug:form>/", views.impact_file, own, name=f"{name}_file"),
        path(f"impact/{place}pdf/", views.impact_pdf, own, name=f"{name}_pdf"),
    ]


urlpatterns = [
    path("impact/lessons/<slug:kind>/<slug:number>/", views.lesson_trail, name="lesson_trail"),
    *_doors("", "impact", "all"),
    *_doors("themes/<slug:number>/", "impact_of_theme", "theme"),
    *_doors("partnerships/<uuid:number>/", "impact_of_partnership", "partnership"),
    *_doors("plans/<uuid:number>/", "impact_of_plan", "plan"),
    *_doors("associations/<int:number>/", "impact_of_association", "association"),
]
