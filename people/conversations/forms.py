"""One message."""

import uuid
from collections.abc import Callable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.form_fields import WordsField
from people.conversations.actions import NobodyAnswers
from people.limits import MESSAGES_HOUR, TooMany
from people.models import LONGEST_MESSAGE, Conversation


class MessageForm(forms.Form):
    """Plain words. `key` makes one form one message; `seen` is the last message that was shown."""

    text = WordsField(label=_("Your message"), rows=6, max_length=LONGEST_MESSAGE)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SeenForm(forms.Form):
    """Which message was the last one shown when somebody says that all is read."""

    seen = forms.IntegerField()


def begin(form: forms.Form, send: Callable[[], Conversation]) -> Conversation | None:
    """What `send` began; None, with a sentence on the form, where that cannot be."""
    try:
        return send()
    except TooMany as reached:
        form.add_error(None, words_of(reached))
    except NobodyAnswers:
        form.add_error(None, _("There is nobody here who could answer at present."))
    return None


def words_of(reached: TooMany) -> str:
    """Which limit stands in the way of a message, and until when."""
    if reached.limit == MESSAGES_HOUR:
        return gettext("You have sent as many messages as an hour allows. Send this one later.")
    return gettext("You have begun as many conversations as a day allows. Send this one tomorrow.")
