"""The page of a newsletter for its readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from pages.audiences import readable_by
from people.models import Newsletter, NewsletterPage
from people.space.views import entry_context


def newsletter_page(request: HttpRequest, page: NewsletterPage) -> HttpResponse:
    """One newsletter, with what came with it as far as the reader may read that."""
    brought = Newsletter.items.through.objects.filter(newsletter__page=page.pk)
    items = readable_by(Page.objects.filter(pk__in=brought.values("page_id")), request.user)
    context = {
        **entry_context(request, page),
        "items": items.select_related("our_address").order_by("pk"),
    }
    return render(request, "people/publishing/page.html", context)
