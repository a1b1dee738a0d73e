from django.urls import path

from partnerships.entering import views

urlpatterns = [
    path("partnerships/enter/", views.enter_partnerships, name="enter_partnerships"),
    path("partnerships/enter/keep/", views.keep_partnerships, name="keep_partnerships"),
    path("partnerships/enter/list.xlsx", views.partnerships_template, name="partnerships_template"),
]
