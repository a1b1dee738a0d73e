"""The doors of this room: pages by their address, pictures and files by their id."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.db.models import Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pages.audiences import keys_for
from pages.models import HomePage, PageAddress, SiteVersion
from pages.permissions import (
    barrier_keys_of,
    get_file_for,
    get_rendition_for,
    needs_only_login,
)
from pages.registries import home_parts, page_readings

# The location of site/deployment/nginx.conf.template that no reader can ask for.
SENT_BY_NGINX = "/sent-by-nginx/"


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the language the browser asks for."""
    language = translation.get_language_from_request(request)
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Show the page at this address to those who may read it; to all others there is none.

    Two queries find it: the address with its page's kind, then the page itself.
    """
    language = translation.get_language()
    address = f"/{language}/{path}"
    page_id, is_public, content_type_id, site_version = _found_at(address)
    barrier_keys = frozenset() if is_public else barrier_keys_of(page_id)
    if barrier_keys and not barrier_keys <= keys_for(request.user):
        if needs_only_login(request.user, barrier_keys):
            return redirect_to_login(request.get_full_path())
        raise Http404
    # Read by views that keep in memory what holds for this version.
    request.site_version = site_version  # type: ignore[attr-defined]
    page: Any = ContentType.objects.get_for_id(content_type_id).get_object_for_this_type(pk=page_id)
    page.barrier_keys = barrier_keys
    page.our_address = PageAddress(
        page_id=page_id, address=address, language=language, is_public=is_public
    )
    response = page.serve(request)
    if request.method == "GET" and response.status_code == 200 and request.user.is_authenticated:
        for tell in page_readings:
            tell(request.user, page)
    if is_public:
        response.site_version = site_version
    return response


def _found_at(address: str) -> tuple[int, bool, int, int]:
    """A live page by its address: number, whether all may read it, kind, the site's version."""
    found = PageAddress.objects.filter(address=address, page__live=True).values_list(
        "page_id",
        "is_public",
        "page__content_type_id",
        Subquery(SiteVersion.objects.filter(pk=1).values("number")),
    )
    row = next(iter(found), None)
    if row is None:
        raise Http404
    return row


@require_safe
def page_by_number(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead those who may read a page to its address; for links whose text everybody gets."""
    address = PageAddress.objects.filter(page_id=page_id, page__live=True).first()
    if address is None:
        raise Http404
    barrier_keys = barrier_keys_of(page_id)
    if barrier_keys <= keys_for(request.user):
        return redirect(address.address)
    if needs_only_login(request.user, barrier_keys):
        return redirect_to_login(request.get_full_path())
    raise Http404


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The home page, with what the rooms above have to show on it."""
    context: dict[str, Any] = {"page": page}
    for part in home_parts:
        context.update(part(request, page))
    return render(request, "pages/home.html", context)


@require_safe
def picture(request: HttpRequest, rendition_id: int, name: str) -> HttpResponseBase:
    """One size of a picture, for those who may read a page that uses it."""
    rendition, is_public = get_rendition_for(request.user, rendition_id)
    return _send(rendition.file, is_public=is_public)


@require_safe
def file(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """A file as a download, never shown inside the site's own pages (safeguards U03)."""
    found, is_public = get_file_for(request.user, file_id)
    return _send(
        found.file,
        is_public=is_public,
        content_type=found.content_type,
        download_as=found.download_name,
    )


def _send(
    stored: Any, *, is_public: bool, content_type: str | None = None, download_as: str | None = None
) -> HttpResponseBase:
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response: HttpResponseBase = FileResponse(
        opened, as_attachment=download_as is not None, filename=download_as or ""
    )
    if content_type is not None:
        response["Content-Type"] = content_type
    # Kept by the reader's own browser only: a restriction must hold at every shared cache at once.
    response["Cache-Control"] = "private, max-age=86400" if is_public else "private, no-store"
    if not is_public:
        response["X-Robots-Tag"] = "noindex"
    if settings.NGINX_SENDS_FILES:
        opened.close()
        return _left_to_nginx(response, stored.name)
    return response


def _left_to_nginx(response: HttpResponseBase, name: str) -> HttpResponse:
    """The same head without the body: nginx reads the file by itself, also in parts.

    A reader on a slow line then holds none of our threads.
    """
    head = {key: value for key, value in response.items() if key != "Content-Length"}
    return HttpResponse(headers={**head, "X-Accel-Redirect": SENT_BY_NGINX + quote(name)})
