"""Addresses of benchmarks."""

from django.urls import path

from benchmarking.collecting import confirming_views as confirming
from benchmarking.collecting import views as collecting
from benchmarking.comparing import views as comparing
from benchmarking.designing import indicator_views as indicators
from benchmarking.designing import views as designing
from benchmarking.improving import views as improving

_ROUND, _OWN = "benchmarks/rounds/<uuid:pk>/", "benchmarks/rounds/<uuid:pk>/for/<int:organisation>/"
_ONE = f"{_OWN}<int:version>/"

urlpatterns = [
    path("benchmarks/", designing.benchmarks, name="benchmarks"),
    path("benchmarks/feed.atom", designing.benchmarks_feed, name="benchmarks_feed"),
    path("benchmarks/new/", designing.new_benchmark, name="new_benchmark"),
    path("benchmarks/<uuid:pk>/", designing.benchmark, name="benchmark"),
    path("benchmarks/<uuid:pk>/edit/", designing.change_benchmark, name="change_benchmark"),
    path("benchmarks/<uuid:pk>/state/", designing.benchmark_state, name="benchmark_state"),
    path("benchmarks/<uuid:pk>/invite/", designing.benchmark_invite, name="benchmark_invite"),
    path("benchmarks/<uuid:pk>/join/", designing.benchmark_join, name="benchmark_join"),
    path("benchmarks/<uuid:pk>/indicator/", indicators.new_indicator, name="new_indicator"),
    path("benchmarks/<uuid:pk>/round/", designing.new_round, name="new_round"),
    path(
        "benchmarks/participants/<uuid:pk>/",
        designing.participation,
        name="benchmark_participation",
    ),
    path("benchmarks/indicators/<uuid:pk>/", indicators.indicator, name="indicator"),
    path(
        "benchmarks/indicators/<uuid:pk>/state/",
        indicators.indicator_state,
        name="indicator_state",
    ),
    path("benchmarks/indicators/<uuid:pk>/talk/", indicators.indicator_talk, name="indicator_talk"),
    path(
        "benchmarks/indicators/<uuid:pk>/version/",
        indicators.new_indicator_version,
        name="new_indicator_version",
    ),
    path(_ROUND, collecting.benchmark_round, name="benchmark_round"),
    path(f"{_ROUND}state/", collecting.round_state, name="round_state"),
    path(f"{_ROUND}compare/", comparing.round_compare, name="round_compare"),
    path(f"{_ROUND}compare.<slug:kind>", comparing.round_export, name="round_export"),
    path(_OWN, collecting.round_values, name="round_values"),
    path(f"{_OWN}send/", collecting.send_values, name="send_values"),
    path(f"{_OWN}confirm/", confirming.confirm_values, name="confirm_values"),
    path(f"{_OWN}accept/", confirming.accept_values, name="accept_values"),
    path(f"{_OWN}sheet.xlsx", collecting.values_template, name="values_template"),
    path(f"{_OWN}sheet/", collecting.values_file, name="values_file"),
    path(f"{_OWN}sheet/keep/", collecting.keep_values, name="keep_values"),
    path(_ONE, collecting.round_value, name="round_value"),
    path(f"{_ONE}gap/", comparing.round_gap, name="round_gap"),
    path(f"{_ONE}note/", improving.round_note, name="round_note"),
    path(f"{_ONE}action/", improving.round_action, name="round_action"),
    path(f"{_ONE}outcome/", improving.round_outcome, name="round_outcome"),
]
