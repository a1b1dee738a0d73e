"""Addresses of papers, under random numbers that tell nothing (2C)."""

from django.urls import path

from partnerships.contracting import file_views as files
from partnerships.contracting import views

urlpatterns = [
    path("partnerships/<uuid:pk>/papers/new/", views.new_contract, name="new_contract"),
    path("papers/<uuid:pk>/", views.contract, name="contract"),
    path("papers/<uuid:pk>/edit/", views.change_contract, name="change_contract"),
    path("papers/<uuid:pk>/instalments/", views.contract_instalments, name="contract_instalments"),
    path("papers/<uuid:pk>/state/", views.contract_state, name="contract_state"),
    path("papers/<uuid:pk>/sign/", views.sign_contract, name="sign_contract"),
    path("papers/<uuid:pk>/pdf/", files.contract_pdf, name="contract_pdf"),
    path("papers/<uuid:pk>/copy/<int:organisation>/", files.contract_copy, name="contract_copy"),
]
