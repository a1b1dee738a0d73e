"""Case studies: a snapshot, and the full case it grows into."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from learning.drafting import post_of
from learning.forms.draft import DraftForm
from learning.models import CaseStudyPage
from learning.models.case_study import FULL_SECTIONS
from pages.form_fields import LineField, WordsField


class SnapshotForm(DraftForm):
    """A case in a quarter of an hour."""

    item_class = CaseStudyPage

    place = LineField(label=_("Place"), max_length=150)
    problem = WordsField(
        label=_("What was the problem?"),
        help_text=_("Two or three sentences that somebody from elsewhere understands."),
        rows=5,
    )
    done = WordsField(
        label=_("What did you do?"),
        help_text=_("In the order in which it happened. An empty line begins a new paragraph."),
        rows=10,
    )

    field_order = ["key", "title", "place", "country", "problem", "done", "contact_post", "theme"]

    def words_of(self, draft: Any) -> dict[str, Any]:
        words = super().words_of(draft)
        if draft is None:
            _post, organisation = post_of(self.person)
            return {**words, "place": organisation.name if organisation else ""}
        return {**words, **{name: getattr(draft, name) for name in ("place", "problem", "done")}}

    def write_on(self, item: Any, *, by: Any, collection: Collection) -> None:
        super().write_on(item, by=by, collection=collection)
        for name in ("place", "problem", "done"):
            setattr(item, name, self.cleaned_data[name])


class FullCaseForm(SnapshotForm):
    """A snapshot that grows: the same words, and all that others need to do it themselves."""

    context = WordsField(label=_("What kind of place is it?"), rows=5, required=False)
    challenge = WordsField(label=_("What made it difficult?"), rows=5, required=False)
    results = WordsField(
        label=_("What came of it?"), help_text=_("With figures, where you have them."), rows=6
    )
    cost = WordsField(
        label=_("What did it cost?"),
        help_text=_("To begin, and in each year since; who paid."),
        rows=4,
        required=False,
    )
    staff_needed = WordsField(label=_("Who was needed?"), rows=4, required=False)
    conditions = WordsField(label=_("Which laws or decisions did it need?"), rows=4, required=False)
    failed = WordsField(
        label=_("What did not work?"),
        help_text=_("This is what others thank you for."),
        rows=5,
        required=False,
    )
    reusable = WordsField(label=_("What can others take over?"), rows=5, required=False)

    field_order = [
        *["key", "title", "place", "country", "problem"],
        *FULL_SECTIONS,
        *["contact_post", "theme"],
    ]

    def words_of(self, draft: Any) -> dict[str, Any]:
        words = super().words_of(draft)
        return {**words, **{name: getattr(draft, name) for name in FULL_SECTIONS}}

    def write_on(self, item: Any, *, by: Any, collection: Collection) -> None:
        super().write_on(item, by=by, collection=collection)
        item.form = CaseStudyPage.Form.FULL
        for name in FULL_SECTIONS:
            setattr(item, name, self.cleaned_data[name])
