from django.urls import path

from partnerships.baselines import views

ALL = "partnerships/<uuid:pk>/baselines/"

urlpatterns = [
    path(ALL, views.baselines, name="baselines"),
    path(f"{ALL}shown/", views.show_baselines, name="show_baselines"),
    path(f"{ALL}<int:about>/", views.baseline_of_partner, name="baseline"),
    path(f"{ALL}<int:about>/new/", views.say_baseline, name="say_baseline"),
]
