"""The one screen: what, for whom, when."""

import datetime
import uuid
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import audiences
from pages.form_fields import LineField, WordsField
from pages.languages import OWN_NAMES
from pages.models.audience import PUBLIC, SIGNED_IN
from pages.paging import read_moment
from people.models import Newsletter, Organisation, Person
from people.models.newsletter import LONGEST_MESSAGE, LONGEST_SUBJECT
from people.publishing.actions import Words
from people.publishing.items import ItemRow, offered, readable_pages
from people.publishing.places import news_by_language
from people.publishing.reach import NARROWINGS, Choice

NOW, AT_A_TIME = "now", "at-a-time"
LATEST = datetime.timedelta(days=365)
MOST_ITEMS = 10


class PublishForm(forms.Form):
    """A newsletter of one association, as `person` writes it.

    A time is on the clock of who writes, whose zone is named beside it. `choice()` and
    `item_rows()` can be asked of a form with faults, too, so that what was typed stays on screen.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    language = forms.ChoiceField(label=_("Language"))
    subject = LineField(
        label=_("Subject"),
        help_text=_("Say what the reader should do, in under nine words."),
        max_length=LONGEST_SUBJECT,
    )
    message = WordsField(
        label=_("Message"),
        help_text=_("Empty lines part paragraphs; a line that begins with - is a point of a list."),
        rows=8,
        max_length=LONGEST_MESSAGE,
    )
    words = LineField(
        label=_("Find a text to add"),
        help_text=_("Words of its title."),
        max_length=100,
        required=False,
    )
    items = forms.TypedMultipleChoiceField(
        label=_("What comes with it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You can open it to more later; its address stays."),
        widget=forms.RadioSelect,
    )
    when = forms.ChoiceField(
        label=_("Send it"),
        choices=[(NOW, _("Now, or when it is approved")), (AT_A_TIME, _("At a time"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        association: Organisation,
        newsletter: Newsletter | None = None,
        **kwargs: Any,
    ) -> None:
        self.person = person
        self.association = association
        self.zone = zone_of(person)
        if newsletter is not None:
            kwargs.setdefault("initial", self._words_of(newsletter))
        super().__init__(*args, **kwargs)
        self._offer_languages()
        self._offer_audiences()
        for narrowing in NARROWINGS:
            choices = narrowing.choices(association)
            if choices:
                self.fields[narrowing.name] = forms.MultipleChoiceField(
                    label=narrowing.label,
                    help_text=narrowing.hint,
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
        self._rows: list[ItemRow] = offered(
            association=association,
            person=person,
            words=str(self["words"].value() or "").strip()[:100],
            chosen=_numbers(self["items"].value()),
        )
        self._set_choices("items", [(row.pk, row.title) for row in self._rows])
        self.fields["hour"].help_text = _("On the clock of your time zone: %(zone)s") % {
            "zone": self.zone.key
        }

    def unchecked(self) -> "PublishForm":
        """The same words in a form that finds no fault with them yet."""
        said = {name: self[name].value() for name in self.fields}
        return PublishForm(initial=said, person=self.person, association=self.association)

    def item_rows(self) -> list[tuple[ItemRow, bool]]:
        """What can be chosen, and whether it is."""
        chosen = set(_numbers(self["items"].value()))
        return [(row, row.pk in chosen) for row in self._rows]

    def narrowing_fields(self) -> list[forms.BoundField]:
        return [self[one.name] for one in NARROWINGS if one.name in self.fields]

    def is_narrowed(self) -> bool:
        """Whether only some are to get it."""
        return any(field.value() for field in self.narrowing_fields())

    def choice(self) -> Choice:
        """Whom it would reach as the form stands; what is not on offer counts as not chosen."""
        audience = str(self["audience"].value())
        known = dict(self._choices("audience"))
        return Choice(
            association=self.association,
            audience=audience if audience in known else self._members_key(),
            narrowing={
                field.name: [
                    value
                    for value in field.value() or []
                    if value in dict(self._choices(field.name))
                ]
                for field in self.narrowing_fields()
            },
        )

    def clean_items(self) -> list[Any]:
        items = readable_pages(self.cleaned_data["items"], self.person)
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(
                _("Ten texts are the most that a newsletter carries. Take some off.")
            )
        return items

    def clean(self) -> Any:
        said = super().clean() or {}
        if said.get("when") == AT_A_TIME:
            self._clean_time(said)
        return said

    def _clean_time(self, said: dict[str, Any]) -> None:
        for name in ("day", "hour"):
            if name not in self.errors and said.get(name) is None:
                self.add_error(name, _("Say when it is to go out, or choose to send it now."))
        if self.errors.keys() & {"day", "hour"}:
            return
        moment = datetime.datetime.combine(said["day"], said["hour"], tzinfo=self.zone)
        now = timezone.now()
        if moment <= now:
            self.add_error("day", _("This time has passed. Choose a later one, or send it now."))
        elif moment > now + LATEST:
            self.add_error("day", _("Choose a day within a year."))
        said["send_at"] = moment.astimezone(datetime.UTC)

    def words_for(self) -> Words:
        """What a valid form says, for `save_draft`."""
        said = self.cleaned_data
        choice = self.choice()
        return Words(
            fields={
                "language": said["language"],
                "subject": said["subject"],
                "message": said["message"],
                "audience": said["audience"],
                "narrowing": {name: value for name, value in choice.narrowing.items() if value},
                "send_at": said.get("send_at") if said["when"] == AT_A_TIME else None,
            },
            items=said["items"],
        )

    def _words_of(self, newsletter: Newsletter) -> dict[str, Any]:
        said: dict[str, Any] = {
            "key": newsletter.key,
            "language": newsletter.language,
            "subject": newsletter.subject,
            "message": newsletter.message,
            "items": list(newsletter.items.values_list("pk", flat=True)),
            "audience": newsletter.audience,
            "when": NOW,
            **newsletter.narrowing,
        }
        if newsletter.send_at is not None:
            local = newsletter.send_at.astimezone(self.zone)
            said |= {"when": AT_A_TIME, "day": local.date(), "hour": local.time()}
        return said

    def _offer_languages(self) -> None:
        codes = news_by_language(self.association)
        self._set_choices("language", [(code, OWN_NAMES[code]) for code in codes])

    def _offer_audiences(self) -> None:
        groups = self.person.closed_groups.filter(association=self.association)
        keys = [self._members_key(), *(f"group:{group.pk}" for group in groups), SIGNED_IN, PUBLIC]
        self._set_choices("audience", [(key, audiences.label(key)) for key in keys])
        self.fields["audience"].initial = self._members_key()

    def _members_key(self) -> str:
        return f"association:{self.association.pk}"

    def _choices(self, name: str) -> Any:
        field: Any = self.fields[name]
        return field.choices

    def _set_choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class DecisionForm(forms.Form):
    """Approve what was seen, or give it back and say why."""

    seen_at = forms.CharField(widget=forms.HiddenInput)
    reason = WordsField(
        label=_("What should change"),
        help_text=_("Only where you give it back. Who wrote it reads this."),
        rows=3,
        max_length=500,
        required=False,
    )

    def clean_seen_at(self) -> datetime.datetime:
        try:
            return read_moment(self.cleaned_data["seen_at"], "seen_at")
        except BadRequest as error:
            raise forms.ValidationError(_("Open the newsletter again.")) from error


def zone_of(person: Person) -> zoneinfo.ZoneInfo:
    """The clock of a person; UTC where the zone they chose is not known any more."""
    try:
        return zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def _numbers(values: Any) -> list[int]:
    return [int(value) for value in values or [] if str(value).isdecimal() and len(str(value)) < 18]
