"""One kind of text with the fields that a results page shows and counts."""

from django.db import models
from wagtail.search import index


class Text(index.Indexed, models.Model):
    """An item as a stock site would index it: what can be searched, completed and counted."""

    title = models.CharField(max_length=255)
    body = models.TextField()
    language = models.CharField(max_length=10)
    type = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    year = models.IntegerField(null=True)

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.AutocompleteField("title"),
        index.FilterField("language"),
        index.FilterField("type"),
        index.FilterField("country"),
        index.FilterField("year"),
    ]

    class Meta:
        app_label = "stock"

    def __str__(self) -> str:
        return self.title
