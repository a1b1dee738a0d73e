"""What who decides says; each form names the fields it takes (safeguards P05)."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forums.models import Post
from forums.models.post import LONGEST_POST
from forums.states import PostState
from pages.form_fields import WordsField

LEAVE, APPROVE, REFUSE, HIDE, HIDE_TOPIC, SHOW = (
    "leave",
    "approve",
    "refuse",
    "hide",
    "hide-topic",
    "show",
)
NOTHING, WARN = "nothing", "warn"
# How long one may be kept from writing, by what the form calls it.
SUSPENSIONS = {
    "day": datetime.timedelta(days=1),
    "week": datetime.timedelta(days=7),
    "month": datetime.timedelta(days=30),
}
LONGEST_NOTE = 500
_SAY_WHY = _("Say why: whoever wrote the post reads it.")


class NoteField(WordsField):
    """Why something is done, in the words that reach whoever wrote the post."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Why"))
        kwargs.setdefault("help_text", _("Whoever wrote the post reads this."))
        super().__init__(rows=3, max_length=LONGEST_NOTE, **kwargs)


class CaseForm(forms.Form):
    """What becomes of a post, and what is done about whoever wrote it."""

    then = forms.ChoiceField(label=_("The post"), widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label=_("Whoever wrote it"), widget=forms.RadioSelect, initial=NOTHING
    )
    note = NoteField(required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        *args: Any,
        post: Post,
        is_reported: bool,
        may_warn: bool,
        may_suspend: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_reported = is_reported
        self.fields["then"].choices = _choices_of(post)  # type: ignore[attr-defined]
        about = [(NOTHING, _("Nothing")), (WARN, _("Warn them"))]
        if may_suspend:
            about += [
                ("day", _("Keep them from writing for a day")),
                ("week", _("Keep them from writing for a week")),
                ("month", _("Keep them from writing for thirty days")),
            ]
        if may_warn:
            self.fields["about"].choices = about  # type: ignore[attr-defined]
        else:
            del self.fields["about"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        then, about = cleaned.get("then"), cleaned.get("about") or NOTHING
        cleaned["about"] = about
        must_say_why = then in (REFUSE, HIDE, HIDE_TOPIC) or about != NOTHING
        if must_say_why and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _SAY_WHY)
        if then == LEAVE and about == NOTHING and not self.is_reported:
            self.add_error("then", _("Nothing was reported. Choose what is to be done."))
        return cleaned


def _choices_of(post: Post) -> list[tuple[str, Any]]:
    if post.state == PostState.HELD:
        return [
            (APPROVE, _("Show it to readers")),
            (REFUSE, _("Refuse it: only its author sees it")),
        ]
    if post.state == PostState.HIDDEN:
        return [(LEAVE, _("Leave it hidden")), (SHOW, _("Show it again"))]
    choices = [(LEAVE, _("Leave the post as it is")), (HIDE, _("Hide it"))]
    if post.number == 1 and post.topic.is_seen:
        choices.append((HIDE_TOPIC, _("Hide it, and the whole topic with its replies")))
    return choices


class ChangeForm(forms.Form):
    """Other words for somebody else's post."""

    text = WordsField(label=_("What it says from now on"), rows=10, max_length=LONGEST_POST)
    note = NoteField()


class RemoveForm(forms.Form):
    """Removing all that somebody wrote."""

    reason = NoteField(help_text=_("They read this, and so does whoever reads the log."))
    is_sure = forms.BooleanField(
        label=_("Remove all of it now"),
        help_text=_("For thirty days it can be brought back as it was."),
        required=False,
    )

    def clean_is_sure(self) -> bool:
        if not self.cleaned_data["is_sure"]:
            raise ValidationError(_("Tick this where you want to remove all of it."))
        return True
