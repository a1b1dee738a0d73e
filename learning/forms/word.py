"""An article begun with a Word file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from learning.forms.draft import DraftForm
from learning.models import ArticlePage
from learning.word import read_word_file
from pages.uploads import check_file


class WordFile(forms.Form):
    """The field for a Word file, and whether it is one."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("docx, up to 30 MB. Headings, lists, tables and pictures are taken over."),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if check_file(upload, upload.name or "").kind != "docx":
            raise ValidationError(_("This is no Word file. Choose one that ends in docx."))
        return upload


class WordDraftForm(WordFile, DraftForm):
    """Asks for the file alone; the rest is filled in as for any draft of this person."""

    item_class = ArticlePage
    mends = False
    lost_pictures = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "theme", "country", "contact_post"):
            del self.fields[name]

    def write_on(self, item: Any, *, by: Any, collection: Collection) -> None:
        """Raises ValidationError where Word itself could not read the file."""
        upload = self.cleaned_data["file"]
        text = read_word_file(upload, upload.name, collection=collection, by=by)
        words = {"contact_post": "", "country": "", **self.initial, "title": text.title}
        self.cleaned_data = {**self.cleaned_data, **words, "theme": None}
        super().write_on(item, by=by, collection=collection)
        item.authors = by.name
        item.body = item.body.stream_block.to_python(text.body)
        self.lost_pictures = text.lost_pictures
