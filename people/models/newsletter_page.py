"""A newsletter as its readers find it: in the news, in feeds and in search."""

from django.utils.translation import gettext_lazy as _

from .news import NewsPage


class NewsletterPage(NewsPage):
    """A piece of news that was also told to persons; `newsletter` is how it was made and told.

    It is made when the newsletter goes out (`people.publishing.sending`), never by hand.
    """

    parent_page_types = ["people.NewsIndexPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
