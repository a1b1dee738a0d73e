"""Applications for placements that an administrator opens by exception (2B, R7)."""

import uuid
from typing import Any

from internships.models import Application
from internships.offering.lines import period_of, where_of
from internships.states import ApplicationState
from people.breaking_glass.registries import KindOfRecord, RecordFile
from people.models import Person


def _application(reference: uuid.UUID) -> Application | None:
    """None for a draft, which nobody has been shown yet."""
    rows = Application.objects.exclude(state=ApplicationState.DRAFT)
    return rows.select_related("offer__host", "person", "sender").filter(pk=reference).first()


def _whose(application: Application) -> list[Person]:
    return [application.person]


def _shown(application: Application) -> dict[str, Any]:
    return {
        "application": application,
        "where": where_of(application.offer),
        "period": period_of(application.offer.starts_on, application.offer.ends_on),
        "questions": list(application.questions.all()),
    }


def _cv(application: Application) -> RecordFile | None:
    if not application.cv:
        return None
    return RecordFile(application.cv, application.cv_name, application.cv_type)


RECORDS = (
    KindOfRecord(
        key="internships.application",
        find=_application,
        asks_for_two=lambda application: False,
        whose=_whose,
        page="application",
        template="internships/application_opened.html",
        shown=_shown,
        file_of=_cv,
    ),
)
