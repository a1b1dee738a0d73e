"""Addresses for programs, the same in every language. What is not there answers in JSON, too."""

from django.urls import URLPattern, path, re_path

from partnerships.api import views
from partnerships.api.asking import asked_by_programs
from partnerships.api.document import parameters_of
from partnerships.api.operations import api

ONLY_LANGUAGE = frozenset({"language"})


def _operations() -> list[URLPattern]:
    """Of ninja's own addresses only those of operations."""
    ones = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    return [one for one in ones if one.name != "api-root"]


def _guarded(pattern: URLPattern) -> URLPattern:
    name = pattern.name or ""
    view = asked_by_programs(pattern.callback, parameters_of(name))
    return path(str(pattern.pattern), view, name=name)


urlpatterns = [
    *map(_guarded, _operations()),
    path("openapi.json", asked_by_programs(views.openapi, ONLY_LANGUAGE), name="api_document"),
    re_path(
        r"^(?P<rest>.*)$",
        asked_by_programs(views.nothing_here, ONLY_LANGUAGE),
        name="api_nothing_here",
    ),
]
