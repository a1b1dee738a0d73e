"""All addresses of the site. Each own one has a row in tests/house/who_may_open.py."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as cms_urls

from config.views import page_not_found, permission_denied, server_error
from learning import urls_outside_language as learning_urls
from learning.cms_views import offered_tags
from notices import urls_outside_language as notices_urls
from pages import urls as pages_urls
from pages import views as pages_views
from people import urls_outside_language as people_urls

urlpatterns = [
    path("", pages_views.front_door, name="front_door"),
    # Before Wagtail's own, which it stands in for.
    path("cms/tag-autocomplete/", offered_tags, name="offered_tags"),
    path("cms/", include(cms_urls)),
    path("", include(pages_urls)),
    path("", include(people_urls)),
    path("", include(learning_urls)),
    path("", include(notices_urls)),
    path("api/v1/", include("partnerships.api.urls")),
    *i18n_patterns(
        path("account/", include("people.account.urls")),
        path("account/", include("allauth.urls")),
        path("", include("people.urls")),
        path("", include("notices.urls")),
        path("", include("search.urls")),
        path("", include("impact.urls")),
        path("", include("benchmarking.urls")),
        path("", include("learning.urls")),
        path("", include("forums.urls")),
        path("", include("mentoring.urls")),
        path("", include("internships.urls")),
        path("", include("partnerships.urls")),
        path("", include("training.urls")),
        # Last, since it takes every path: pages by their address.
        re_path(r"^((?:[\w\-]+/)*)$", pages_views.serve, name="wagtail_serve"),
    ),
]

handler404 = page_not_found
handler403 = permission_denied
handler500 = server_error
