"""What people write in the boards; each form names the fields it takes (safeguards P05)."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forums.actions.attaching import Upload, checked_upload
from forums.models import Board, Report, Topic
from forums.models.post import LONGEST_POST
from forums.models.topic import LONGEST_TITLE
from forums.permissions import can_announce
from forums.states import CreditState
from pages import audiences
from pages.form_fields import LineField, WordsField
from pages.languages import OWN_NAMES
from pages.models import Theme
from pages.registries import audiences as resolvers

MOST_TAGS, LONGEST_TAG = 5, 40
TEXT_HELP = _(
    "An empty line begins a new paragraph. > before a line quotes it, - before each line makes a "
    "list. Readers see your name and your post."
)


class AttachingForm(forms.Form):
    """A form with one file; what has another fault does not keep it, and says so."""

    file = forms.FileField(
        label=_("Picture or file"),
        help_text=_("PNG, JPEG, WebP, HEIC, PDF, docx, xlsx, pptx, odt, csv or txt, up to 5 MB."),
        required=False,
    )
    alt = LineField(
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who do not see it."),
        max_length=500,
        required=False,
    )

    uploads: list[Upload]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.uploads = []
        file = cleaned.get("file")
        if not file:
            return cleaned
        try:
            self.uploads = [checked_upload(file, alt=cleaned.get("alt", ""))]
        except ValidationError as error:
            self.add_error("file", error)
            return cleaned
        if self.errors:
            self.lose_file()
        return cleaned

    def lose_file(self) -> None:
        """Say that the file was not kept: a browser cannot send it again by itself."""
        if self.cleaned_data.get("file"):
            self.add_error(
                "file", _("It was not kept, since something else is wrong. Choose it again.")
            )


class BoardChoice(forms.ModelChoiceField):
    """One of the boards that somebody may write in."""

    def label_from_instance(self, board: Any) -> str:
        return f"{board.name} – {audiences.label(board.audience.key)}"


class FirstStepForm(forms.Form):
    """Where, and in one line what: with it, what was asked before is looked for."""

    board = BoardChoice(label=_("Board"), queryset=Board.objects.none())
    title = LineField(
        label=_("Your question in one line"),
        help_text=_(
            "What you want to do, or what is in the way. A topic of another kind: its title."
        ),
        max_length=LONGEST_TITLE,
    )

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]


class TopicForm(AttachingForm):
    """A new topic with its first post. `key` makes one form one topic."""

    board = BoardChoice(label=_("Board"), queryset=Board.objects.none())
    kind = forms.ChoiceField(label=_("What it is"), choices=Topic.Kind, widget=forms.RadioSelect)
    title = LineField(label=_("Title"), max_length=LONGEST_TITLE)
    text = WordsField(
        label=_("What should colleagues know to help you?"),
        help_text=TEXT_HELP,
        rows=10,
        max_length=LONGEST_POST,
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(OWN_NAMES.items()))
    tags = LineField(
        label=_("Tags"),
        help_text=_("At most five words or names, parted by commas."),
        max_length=300,
        required=False,
    )
    is_followed = forms.BooleanField(
        label=_("Mail me when somebody answers"), required=False, initial=True
    )
    about = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = [
        *["board", "kind", "title", "text", "file", "alt", "language", "tags", "is_followed"],
        *["about", "key"],
    ]

    def __init__(self, *args: Any, person: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        tags = [" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",")]
        tags = list(dict.fromkeys(tag for tag in tags if tag))
        if len(tags) > MOST_TAGS:
            raise ValidationError(_("Five tags are enough: take some out."))
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise ValidationError(_("A tag is a word or two: make the long one shorter."))
        return tags

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        board = cleaned.get("board")
        is_announcement = cleaned.get("kind") == Topic.Kind.ANNOUNCEMENT
        if board is not None and is_announcement and not can_announce(self.person, board):
            self.add_error(
                "kind", _("Only who looks after this board announces there. Choose a discussion.")
            )
        return cleaned


class ReplyForm(AttachingForm):
    """A reply. `key` makes one form one post."""

    text = WordsField(
        label=_("What would help this colleague?"),
        help_text=TEXT_HELP,
        rows=7,
        max_length=LONGEST_POST,
    )
    is_followed = forms.BooleanField(
        label=_("Mail me when somebody writes here"), required=False, initial=True
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ["text", "file", "alt", "is_followed", "key"]


class EditForm(forms.Form):
    """Other words for a post."""

    text = WordsField(label=_("Your post"), help_text=TEXT_HELP, rows=10, max_length=LONGEST_POST)


class ReportForm(forms.Form):
    """What is wrong with a post."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it"), choices=Report.Reason, widget=forms.RadioSelect
    )
    words = WordsField(label=_("In your words"), rows=3, max_length=500, required=False)


class CreditForm(forms.Form):
    """What an author says to an article made of their words."""

    state = forms.ChoiceField(
        label=_("May your words become part of an article in the library?"),
        choices=[one for one in CreditState.choices if one[0] != CreditState.ASKED],
        widget=forms.RadioSelect,
    )


class LookAfterForm(forms.Form):
    """What who looks after a board decides about a topic."""

    is_pinned = forms.BooleanField(label=_("Keep it at the top of the board"), required=False)
    is_locked = forms.BooleanField(label=_("Close it to replies"), required=False)
    board = BoardChoice(
        label=_("Board"),
        help_text=_("In another board it is read by those who read that board, and nobody else."),
        queryset=Board.objects.none(),
    )
    # How it stood when the form was shown: what another has done since is not undone by saving.
    shown = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]


class BoardForm(forms.ModelForm):
    """A board of an association or of the programme."""

    audience_key = forms.ChoiceField(label=_("Who reads and writes in it"))
    facilitator = forms.EmailField(
        label=_("Facilitator"),
        help_text=_("The address with which a colleague signs in. Without one the editors do it."),
        required=False,
    )
    by_editors = forms.BooleanField(
        label=_("Let the editors look after it from now on"), required=False
    )

    class Meta:
        model = Board
        fields = ("name", "purpose", "theme")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}

    field_order = ["name", "purpose", "theme", "audience_key", "facilitator", "by_editors"]

    def __init__(self, *args: Any, person: Any, present: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present
        if present is None:
            del self.fields["by_editors"]
        else:
            # By name: an address is shown to nobody who could not see it elsewhere.
            said = _("Now %(name)s. To put a colleague there, give the address they sign in with.")
            self.fields["facilitator"].help_text = said % {"name": present.name}
        keys = dict.fromkeys(key for one in resolvers for key in one.keys_to_choose(person))
        if self.instance.pk is not None:
            keys.setdefault(self.instance.audience.key)
            self.fields["audience_key"].initial = self.instance.audience.key
        choices = [(key, audiences.label(key)) for key in keys]
        self.fields["audience_key"].choices = choices  # type: ignore[attr-defined]
        themes = Theme.objects.order_by("order", "slug")
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_kept = self.present is not None and not cleaned.pop("by_editors", False)
        if is_kept and not cleaned.get("facilitator") and "facilitator" not in self.errors:
            cleaned["facilitator"] = None
        return cleaned
