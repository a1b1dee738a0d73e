"""Articles, as plain text."""

import hashlib
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from learning.forms.draft import DraftForm
from learning.models import ArticlePage
from learning.plain_text import PlainBody, blocks_of, plain_body_of
from pages.form_fields import LineField, WordsField
from pages.images import clean_picture
from pages.models import File, Picture
from pages.storing import store_clean_picture, store_file
from pages.tasks import read_file
from pages.uploads import check_file

LONGEST_TEXT = 100_000


class ArticleForm(DraftForm):
    """An article as plain text, with a picture and a file where there are some."""

    item_class = ArticlePage

    summary = WordsField(
        label=_("Summary"),
        help_text=_("Two sentences that tell a colleague whether to read on."),
        rows=3,
        max_length=600,
        required=False,
    )
    authors = LineField(label=_("Authors"), max_length=300)
    text = WordsField(
        label=_("Text"),
        help_text=_(
            "An empty line begins a new paragraph. ## before a line makes it a heading, "
            "- before each line makes a list."
        ),
        rows=18,
        max_length=LONGEST_TEXT,
    )
    picture = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG, WebP or HEIC, up to 10 MB."), required=False
    )
    picture_alt = LineField(
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who do not see it."),
        max_length=500,
        required=False,
    )
    file = forms.FileField(
        label=_("File to download"),
        help_text=_("PDF, docx, xlsx, pptx, odt, csv or txt, up to 30 MB."),
        required=False,
    )
    references = WordsField(
        label=_("References"), help_text=_("One on each line."), rows=4, required=False
    )

    field_order = [
        *["key", "title", "summary", "authors", "text", "picture", "picture_alt", "file"],
        *["references", "country", "contact_post", "theme"],
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self._plain_body()
        if plain is None:
            # Tables, steps and the like: the editors' tool shows them, a text field cannot.
            for name in ("text", "picture", "picture_alt", "file"):
                del self.fields[name]

    def _plain_body(self) -> PlainBody | None:
        if self.draft is None:
            return PlainBody()
        return plain_body_of(self.draft.body.get_prep_value())

    def words_of(self, draft: Any) -> dict[str, Any]:
        words = super().words_of(draft)
        if draft is None:
            return {**words, "authors": self.person.name}
        words |= {name: getattr(draft, name) for name in ("summary", "authors", "references")}
        plain = self._plain_body()
        if plain is not None:
            words["text"] = plain.text
            words["picture_alt"] = plain.picture["value"]["alt"] if plain.picture else ""
        return words

    def clean_picture(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data["picture"]
        return clean_picture(upload) if upload else None

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload:
            check_file(upload, upload.name or "")
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Say what the picture shows."))
        if self.errors:
            # A browser cannot send the same file again by itself.
            for name in ("picture", "file"):
                if cleaned.get(name):
                    self.add_error(
                        name, _("It was not kept, since something else is wrong. Choose it again.")
                    )
        return cleaned

    def write_on(self, item: Any, *, by: Any, collection: Collection) -> None:
        super().write_on(item, by=by, collection=collection)
        for name in ("summary", "authors", "references"):
            setattr(item, name, self.cleaned_data[name])
        if "text" not in self.fields:
            return
        before = item.body.get_prep_value()
        known = plain_body_of(before) or PlainBody()
        plain = PlainBody(
            text=self.cleaned_data["text"],
            picture=self._picture(known.picture, by, collection),
            file=self._file(known.file, by, collection),
        )
        item.body = item.body.stream_block.to_python(blocks_of(plain, before))

    def _picture(self, known: Any, by: Any, collection: Collection) -> Any:
        content, alt = self.cleaned_data["picture"], self.cleaned_data["picture_alt"]
        caption = known["value"]["caption"] if known else ""
        pk = known["value"]["picture"] if known else None
        if content and not _is_same(Picture, pk, content):
            pk = store_clean_picture(content, title=alt, collection=collection, by=by).pk
        if pk is None:
            return None
        return {"type": "picture", "value": {"picture": pk, "alt": alt, "caption": caption}}

    def _file(self, known: Any, by: Any, collection: Collection) -> Any:
        upload = self.cleaned_data["file"]
        if not upload or (known and _is_same(File, known["value"]["file"], upload)):
            return known
        stored = store_file(upload, upload.name, collection=collection, by=by)
        read_file.enqueue(stored.pk)
        return {"type": "file", "value": {"file": stored.pk, "title": ""}}


def _is_same(model: Any, pk: int | None, content: Any) -> bool:
    """Whether this very content is stored already, as after a double click."""
    if pk is None:
        return False
    digest = hashlib.sha1(content.read(), usedforsecurity=False).hexdigest()
    content.seek(0)
    return bool(model.objects.filter(pk=pk, file_hash=digest).exists())
