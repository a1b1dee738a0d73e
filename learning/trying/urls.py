"""Addresses of reports of what was tried; those that tell of one municipality have a random
number.
"""

from django.urls import path

from learning.trying import deciding, views

urlpatterns = [
    path("tried/waiting/", deciding.tried_waiting, name="tried_waiting"),
    path("tried/<int:pk>/", views.tried, name="tried"),
    path("tried/<int:pk>/report/", views.file_tried, name="file_tried"),
    path("tried/<uuid:pk>/", views.tried_report, name="tried_report"),
    path("tried/<uuid:pk>/update/", views.tried_update, name="tried_update"),
    path("tried/<uuid:pk>/decide/", deciding.tried_decide, name="tried_decide"),
    path("tried/<uuid:pk>/withdraw/", deciding.tried_withdraw, name="tried_withdraw"),
    path("tried/<uuid:pk>/hide/", deciding.tried_hide, name="tried_hide"),
]
