"""Applying: a draft, sending it in once, taking it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import tell
from pages.moving import NotAnyMore, make
from partnerships.calling.kinds import APPLICATION
from partnerships.calling.permissions import applicants_of
from partnerships.models import Application, Call, CoApplicant
from partnerships.states import BEGIN, SUBMIT, WITHDRAW, ApplicationState
from people.audit import record
from people.models import Organisation, Person
from people.querysets import editors_for_programme, speakers_for


class NotComplete(Exception):
    """Something is missing that it needs before it is sent in."""


class CallIsClosed(Exception):
    """Its time to apply has passed."""


@transaction.atomic
def begin(*, by: Person, call: Call, lead: Organisation, language: str) -> Application:
    """The draft of an organisation, and again the same one. Raises CallIsClosed."""
    found = Application.objects.filter(call=call, lead=lead).first()
    if found is not None:
        return found
    if not call.takes_applications(timezone.now()):
        raise CallIsClosed
    found, _is_new = Application.objects.get_or_create(
        call=call, lead=lead, defaults={"made_by": by, "language": language, "state": BEGIN.to}
    )
    return found


@transaction.atomic
def save_draft(*, application: Application, said: dict[str, Any]) -> None:
    """Keep what was written, by the words of ApplicationForm, even where the call has closed
    meanwhile. Raises NotAnyMore once it was sent in.
    """
    said = dict(said)
    others = said.pop("others")
    mine = Application.objects.select_for_update().filter(pk=application.pk)
    if not mine.filter(state=ApplicationState.DRAFT).update(**said, changed_at=timezone.now()):
        raise NotAnyMore
    application.co_applicant_rows.exclude(organisation__in=others).delete()
    known = set(application.co_applicant_rows.values_list("organisation_id", flat=True))
    CoApplicant.objects.bulk_create(
        CoApplicant(application=application, organisation=one)
        for one in others
        if one.pk not in known
    )
    application.refresh_from_db()


def themes_of(call: Call) -> list[str]:
    """Short names of the themes of what was agreed, in their rank."""
    content = call.plan.agreed.content if call.plan.agreed else {"themes": []}
    return [one["slug"] for one in content["themes"]]


def missing_in(application: Application) -> list[str]:
    """What it needs before it is sent in, in words of its form."""
    theme = application.theme
    wanted = {
        _("Title"): application.title,
        _("Theme of the plan"): theme is not None and theme.slug in themes_of(application.call),
        _("What it is for"): application.purpose,
        _("What is expected of it"): application.expected,
        _("Money asked for"): application.money is not None,
        _("First day"): application.starts_on,
        _("Last day"): application.ends_on,
    }
    return [label for label, value in wanted.items() if not value]


@transaction.atomic
def submit(*, by: Person, application: Application) -> None:
    """Send it in, once (C07): who sends it again finds it sent.

    Raises NotComplete, CallIsClosed, NotAnyMore.
    """
    fresh = Application.objects.select_for_update(of=("self",))
    application = fresh.select_related("call__plan__agreed").get(pk=application.pk)
    if application.state == ApplicationState.SUBMITTED:
        return
    if application.state == ApplicationState.DRAFT and missing_in(application):
        raise NotComplete
    now = timezone.now()
    if application.state == ApplicationState.DRAFT and not application.call.takes_applications(now):
        raise CallIsClosed
    make(SUBMIT, application, submitted_at=now)
    tell_applicants(application, "received")
    tell_about(application, "sent-in", editors_for_programme())


@transaction.atomic
def withdraw(*, by: Person, application: Application) -> None:
    """Take it back before the decision. Raises NotAnyMore."""
    make(WITHDRAW, application, decided_at=timezone.now())
    record(
        "partnerships.application-withdrawn",
        by=by,
        thing=application,
        organisation=application.lead,
        is_sensitive=True,
    )
    waiting = application.reviews.filter(given_at=None).values("assessor")
    persons = editors_for_programme() | Person.objects.filter(pk__in=waiting)
    tell_about(application, "withdrawn", persons.distinct())


def tell_applicants(application: Application, what: str) -> None:
    """Who speaks for the lead and for those who apply with it."""
    tell_about(application, what, speakers_for(applicants_of(application)))


def tell_about(application: Application, what: str, persons: Any, more: str = "") -> None:
    """One step of an application, in words of kinds.py."""
    tell(
        APPLICATION,
        persons,
        once=f"call-application:{application.pk}:{what}{more}",
        words={"application": str(application.pk), "what": what},
    )
