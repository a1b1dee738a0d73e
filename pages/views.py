"""The doors of this room: pages by their address, pictures and files by their id."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pages.models import HomePage, PageAddress, SiteVersion
from pages.permissions import can_read, get_file_for, get_rendition_for, needs_only_login
from pages.registries import home_parts


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
    address = (
        PageAddress.objects.select_related("page")
        .annotate(site_version=SiteVersion.objects.filter(pk=1).values("number"))
        .filter(address=f"/{translation.get_language()}/{path}")
        .first()
    )
    if address is None or not address.page.live:
        raise Http404
    if not address.is_public and not can_read(request.user, address.page):
        if needs_only_login(request.user, address):
            return redirect_to_login(request.get_full_path())
        raise Http404
    request.site_version = address.site_version
    page = address.page.specific_class.to_serve().get(pk=address.page_id)
    page.our_address = address
    response = page.serve(request)
    if address.is_public:
        response.site_version = address.site_version
    return response


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The home page, with what the rooms above have to show on it."""
    context: dict[str, Any] = {"page": page}
    for part in home_parts:
        context.update(part(request, page))
    return render(request, "pages/home.html", context)


@require_safe
def picture(request: HttpRequest, rendition_id: int, name: str) -> FileResponse:
    """One size of a picture, for those who may read a page that uses it."""
    rendition, is_public = get_rendition_for(request.user, rendition_id)
    return _send(rendition.file, is_public=is_public)


@require_safe
def file(request: HttpRequest, file_id: int, name: str) -> FileResponse:
    """A file as a download, never shown inside the site's own pages (safeguards U03)."""
    found, is_public = get_file_for(request.user, file_id)
    response = _send(found.file, is_public=is_public, download_as=found.download_name)
    response["Content-Type"] = found.content_type
    return response


def _send(stored: Any, *, is_public: bool, download_as: str | None = None) -> FileResponse:
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=download_as is not None, filename=download_as)
    # Kept by the reader's own browser only: a restriction must hold at every shared cache at once.
    response["Cache-Control"] = "private, max-age=86400" if is_public else "private, no-store"
    if not is_public:
        response["X-Robots-Tag"] = "noindex"
    return response
